import { createHmac, randomBytes } from 'node:crypto';
import { beginningOf } from '../beginning-of.ts';
import { SmsFault, type SmsSender } from './sms-sender.ts';

/** Where the gateway is, the key shared with it, and the template that it wants named. */
export interface HttpSmsOptions {
  url: string;
  key: string;
  template: string | null;
  now: () => Date;
  timeoutMs?: number;
}

const patienceMs = 5000;
const mostAnswerBytes = 4096;

/** Refusals that another try cannot change, by the gateway's own code. */
const permanentCodes = new Set(['bad-number', 'blocked', 'unsubscribed', 'bad-words', 'bad-template']);

/**
 * Sends text messages through an HTTP gateway: one signed JSON POST each. The signature is the HMAC-SHA256, in hex, of
 * timestamp, nonce and body, each on a line of its own; the reference travels as Idempotency-Key.
 */
export class HttpSms implements SmsSender {
  readonly #options: HttpSmsOptions;

  constructor(options: HttpSmsOptions) {
    this.#options = options;
  }

  async send(phone: string, words: string, reference: string): Promise<void> {
    const { url, template, timeoutMs = patienceMs } = this.#options;
    const body = JSON.stringify({ to: phone, text: words, ...(template !== null && { template }) });
    const signal = AbortSignal.timeout(timeoutMs);
    const headers = {
      ...this.#sign(body),
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': reference,
    };
    let response: Response;
    try {
      // A redirect would carry a phone number to somebody else.
      response = await fetch(url, { method: 'POST', body, headers, signal, redirect: 'manual' });
    } catch {
      throw new SmsFault(signal.aborted ? 'timeout' : 'unreachable', false);
    }
    const fault = response.ok ? undefined : faultOf(response.status, await codeIn(response));
    await response.body?.cancel().catch(() => {});
    if (fault) throw fault;
  }

  #sign(body: string): Record<string, string> {
    const timestamp = String(Math.floor(this.#options.now().getTime() / 1000));
    const nonce = randomBytes(16).toString('hex');
    const signature = createHmac('sha256', this.#options.key)
      .update(`${timestamp}\n${nonce}\n${body}`)
      .digest('hex');
    return { 'x-sms-timestamp': timestamp, 'x-sms-nonce': nonce, 'x-sms-signature': signature };
  }
}

function faultOf(status: number, code: string | undefined): SmsFault | undefined {
  // The gateway has this reference already: an earlier try arrived though its answer was lost.
  if (status === 409) return undefined;
  if (code !== undefined && permanentCodes.has(code)) return new SmsFault(code, true);
  // A wrong key or a wrong address is the operator's to mend; the message waits for it.
  if (status === 401 || status === 403) return new SmsFault('gateway-refuses-key', false);
  const permanent = status === 400 || status === 413 || status === 422;
  return new SmsFault(`http-${status}`, permanent);
}

/** The gateway's own code, when its answer is a short JSON object that holds one. */
async function codeIn(response: Response): Promise<string | undefined> {
  try {
    const answer: unknown = JSON.parse(await beginningOf(response, mostAnswerBytes));
    const code = typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : undefined;
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}
