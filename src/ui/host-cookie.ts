/** A cookie's name on a site of this protocol: with TLS no other host, path or plain connection can set it. */
export function hostCookie(name: string, protocol: string): string {
  return protocol.startsWith('https') ? `__Host-${name}` : name;
}
