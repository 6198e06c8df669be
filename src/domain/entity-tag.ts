/** Does whoever asks hold this version already, by their If-None-Match? Strong and weak tags count alike (RFC 9110, 13.1.2). */
export function holdsVersion(ifNoneMatch: string | null | undefined, etag: string): boolean {
  const held = (ifNoneMatch ?? '').split(',').map((each) => each.trim());
  return held.some((each) => each === '*' || strong(each) === strong(etag));
}

function strong(etag: string): string {
  return etag.replace(/^W\//, '');
}
