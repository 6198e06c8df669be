import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import fs from 'node:fs';
import { type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import tls from 'node:tls';
import type { PushSubscriptionFacts } from '../../src/domain/pushing.ts';
import { pushCertificate, pushCertificateKey } from './push-certificate.ts';
import { throwawayFolder } from './test-server.ts';

/** A browser that turned push on at the service of the tests. */
export interface Subscriber {
  subscription: PushSubscriptionFacts;
  /** What reached it, opened by its own key. */
  heard: Heard[];
}

/** A push as its device gets it. */
export interface Heard {
  words: string;
  ttl: number;
  urgency: string | undefined;
  topic: string | undefined;
}

/** A push service that runs here, on the loopback, by TLS, and looks at what push services look at. */
export interface PushHouse {
  host: string;
  /** What it answers in place of 201, once each; a text: the Location of a 302. */
  readonly odd: (number | 'silence' | string)[];
  /** What it refused, and why. */
  readonly refused: string[];
  /** Every body that came, as it came. */
  readonly bodies: Buffer[];
  /** A browser subscribes, for this key of the site. */
  subscribe(senderKey: string): Subscriber;
  /** A browser is no longer there. */
  forget(subscriber: Subscriber): void;
  /** Settings of a site that knows this service; `file` is what another process has to trust. */
  env(changes?: Record<string, string>): Record<string, string>;
  file: string;
  close(): Promise<void>;
}

interface Known extends Subscriber {
  senderKey: string;
  pair: ReturnType<typeof createECDH>;
  auth: Buffer;
}

const subject = 'mailto:board@example.org';

/** Opens one; this process trusts it from then on. */
export async function openPushHouse(now: () => Date = () => new Date()): Promise<PushHouse> {
  const [folder, known] = [throwawayFolder(), new Map<string, Known>()];
  const file = path.join(folder, 'push.pem');
  fs.writeFileSync(file, pushCertificate);
  const server = createServer({ key: pushCertificateKey, cert: pushCertificate }, (request, response) => {
    void (async () => {
      const body = await buffer(request);
      house.bodies.push(body);
      const odd = house.odd.shift();
      if (odd === 'silence') return;
      if (typeof odd === 'string') return void response.writeHead(302, { location: odd }).end();
      const found = known.get(request.url ?? '');
      const wrong = found ? faultOf(request, body, { found, house, now }) : undefined;
      if (wrong) house.refused.push(wrong);
      const status = odd ?? (found ? (wrong ? 400 : 201) : 410);
      if (status === 201 && found) found.heard.push(heardBy(found, request, body));
      response.writeHead(status).end('what a service says is read by nobody');
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), pushCertificate]);
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const house: PushHouse = {
    ...{ host, odd: [], refused: [], bodies: [], file },
    subscribe: (senderKey) => {
      const at = `/wpush/${randomBytes(24).toString('base64url')}`;
      const [pair, auth] = [createECDH('prime256v1'), randomBytes(16)];
      const p256dh = pair.generateKeys('base64url');
      const subscription = { endpoint: `https://${host}${at}`, p256dh, auth: auth.toString('base64url') };
      const made: Known = { ...{ subscription, heard: [], senderKey, pair, auth } };
      known.set(at, made);
      return made;
    },
    forget: ({ subscription }) => void known.delete(new URL(subscription.endpoint).pathname),
    env: (changes = {}) => ({ PUSH: 'on', PUSH_SUBJECT: subject, PUSH_HOSTS: host, ...changes }),
    close: async () => {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
  return house;
}

interface Checking {
  found: Known;
  house: PushHouse;
  now: () => Date;
}

/** What a service finds wrong with a push (RFC 8030 and 8292); undefined where it takes it. */
function faultOf({ method, headers }: IncomingMessage, body: Buffer, of: Checking): string | undefined {
  if (method !== 'POST') return 'method';
  if (!/^\d+$/.test(String(headers['ttl']))) return 'ttl';
  if (headers['content-encoding'] !== 'aes128gcm') return 'content-encoding';
  if (body.length === 0 || body.length > 4096) return 'size';
  if (!/^(very-low|low|normal|high)$/.test(String(headers['urgency']))) return 'urgency';
  if (!/^[\w-]{1,32}$/.test(String(headers['topic']))) return 'topic';
  return faultOfVapid(headers.authorization ?? '', of);
}

function faultOfVapid(authorization: string, { found, house, now }: Checking): string | undefined {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  if (key !== found.senderKey) return 'another key than the browser was told';
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } as never });
  const signed = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const bytes = Buffer.from(`${head}.${claims}`);
  if (!verify('sha256', bytes, signed, Buffer.from(signature, 'base64url'))) return 'signature';
  const read = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  if (read(head)['alg'] !== 'ES256') return 'algorithm';
  const { aud, exp, sub } = read(claims);
  if (aud !== `https://${house.host}`) return 'audience';
  const ahead = Number(exp) - now().getTime() / 1000;
  if (!(ahead > 0 && ahead <= 86_400)) return 'expiry';
  return sub === subject ? undefined : 'subject';
}

function heardBy({ pair, auth }: Known, { headers }: IncomingMessage, body: Buffer): Heard {
  return {
    words: opened(body, { pair, auth }),
    ttl: Number(headers['ttl']),
    urgency: headers['urgency'] as string | undefined,
    topic: headers['topic'] as string | undefined,
  };
}

/** Opens a body as the device does (RFC 8291 on RFC 8188), by its private key. */
function opened(body: Buffer, { pair, auth }: Pick<Known, 'pair' | 'auth'>): string {
  const [salt, length] = [body.subarray(0, 16), body.readUInt8(20)];
  const theirs = body.subarray(21, 21 + length);
  const sealed = body.subarray(21 + length);
  const hmac = (key: Buffer, data: Buffer) => createHmac('sha256', key).update(data).digest();
  const expand = (key: Buffer, info: Buffer, bytes: number) =>
    hmac(key, Buffer.concat([info, Buffer.of(1)])).subarray(0, bytes);
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), theirs]);
  const secret = expand(hmac(auth, pair.computeSecret(theirs)), keyInfo, 32);
  const base = hmac(salt, secret);
  const key = expand(base, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = expand(base, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  const end = plain.lastIndexOf(2);
  return plain.subarray(0, end).toString();
}
