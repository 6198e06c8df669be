import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** A gateway that takes what is signed, fresh and new, as real ones do. */
export class SmsGateway {
  /** What it took, once for each reference. */
  readonly taken: { to: string; text: string; template?: string; reference: string }[] = [];
  /** How often it was asked. */
  asked = 0;
  readonly #nonces = new Set<string>();
  readonly #key: string;
  readonly #now: () => Date;

  constructor(key: string, now: () => Date) {
    this.#key = key;
    this.#now = now;
  }

  readonly answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    this.asked += 1;
    const body = await text(request);
    const refused = this.#refuse(request, body);
    response.writeHead(refused ?? 202, { 'content-type': 'application/json' });
    response.end(JSON.stringify(refused ? { code: 'signature' } : { id: 'x' }));
  };

  /** Brings an answer of somebody's to the house, signed as the house signs; `changes` spoils it. */
  reply(answer: { from: string; text: string }, changes: Record<string, string> = {}) {
    const raw = JSON.stringify(answer);
    const [timestamp, nonce] = [
      String(Math.floor(this.#now().getTime() / 1000)),
      randomBytes(16).toString('hex'),
    ];
    const signed = changes['x-sms-timestamp'] ?? timestamp;
    const signature = createHmac('sha256', this.#key).update(`${signed}\n${nonce}\n${raw}`).digest('hex');
    const headers: Record<string, string> = {
      ...{ 'content-type': 'application/json', 'x-sms-timestamp': timestamp, 'x-sms-nonce': nonce },
      ...{ 'x-sms-signature': signature, ...changes },
    };
    return { raw, headers };
  }

  #refuse(request: IncomingMessage, body: string): number | undefined {
    const header = (name: string) => String(request.headers[name] ?? '');
    const [timestamp, nonce, signature] = [
      header('x-sms-timestamp'),
      header('x-sms-nonce'),
      header('x-sms-signature'),
    ];
    if (request.method !== 'POST' || !/^application\/json(;|$)/.test(header('content-type'))) return 415;
    if (Math.abs(Number(timestamp) - this.#now().getTime() / 1000) > 300) return 401;
    const expected = createHmac('sha256', this.#key).update(`${timestamp}\n${nonce}\n${body}`).digest();
    const given = Buffer.from(signature, 'hex');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 401;
    if (nonce.length < 16 || this.#nonces.has(nonce)) return 401;
    this.#nonces.add(nonce);
    const reference = header('idempotency-key');
    if (!reference) return 400;
    if (!this.taken.some((each) => each.reference === reference))
      this.taken.push({ ...JSON.parse(body), reference });
    return undefined;
  }
}
