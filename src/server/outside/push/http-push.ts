import { request } from 'node:https';
import { encryptNotification, vapidHeaders } from '@block65/webcrypto-web-push';
import { isPushAddress } from '../../../domain/pushing.ts';
import type { PushConfig } from '../../read-push.ts';
import { lookupForeign, NotForeign } from './foreign-address.ts';
import { type Push, PushFault, type PushSender } from './push-sender.ts';

const patienceMs = 10_000;
/** A device that was off for longer finds the news on the page. */
const keptSeconds = 3 * 86_400;
/** All that we send says the same: the push service keeps the last one for a device that is off. */
const topic = 'notices';

/**
 * Sends by Web Push (RFC 8030): the words encrypted for the device alone (RFC 8291), ourselves named by our key (RFC 8292). The
 * address is a stranger's word, so it is looked at again here: a push service that the operator knows, out in the net, by TLS, and
 * no further, whatever it answers.
 */
export class HttpPush implements PushSender {
  readonly #config: PushConfig;
  readonly #timeoutMs: number;

  constructor(config: PushConfig, timeoutMs = patienceMs) {
    this.#config = config;
    this.#timeoutMs = timeoutMs;
  }

  async send({ to, by, words, urgency }: Push): Promise<void> {
    const { subject, hosts } = this.#config;
    if (!isPushAddress(to.endpoint, hosts)) throw new PushFault('unknown-service', 'permanent');
    const { endpoint, p256dh, auth } = to;
    const subscription = { endpoint, expirationTime: null, keys: { p256dh, auth } };
    const [body, { headers }] = await Promise.all([
      // What we say has one length in each language: there is nothing to hide in more bytes.
      encryptNotification(subscription, new TextEncoder().encode(words), { pad: false }),
      vapidHeaders(subscription, { subject, ...by }),
    ]).catch(() => {
      throw new PushFault('not-encrypted', 'permanent');
    });
    const status = await this.#post(new URL(endpoint), body, {
      ...{ ...headers, 'content-encoding': 'aes128gcm', 'content-type': 'application/octet-stream' },
      ...{ 'content-length': String(body.byteLength), ttl: String(keptSeconds), urgency, topic },
    });
    if (status < 200 || status > 299) throw new PushFault(`http-${status}`, kindOf(status));
  }

  /** Asks, and reads of the answer nothing but its number. */
  #post(url: URL, body: Uint8Array, headers: Record<string, string>): Promise<number> {
    const signal = AbortSignal.timeout(this.#timeoutMs);
    // Names alone are looked up: a service that the operator listed by its address is meant.
    const lookup = lookupForeign;
    return new Promise((resolve, reject) => {
      const asked = request(url, { method: 'POST', headers, signal, agent: false, lookup }, (answer) => {
        resolve(answer.statusCode ?? 0);
        answer.destroy();
      });
      asked.on('error', (error) => {
        if (error instanceof NotForeign) return reject(new PushFault('not-foreign', 'permanent'));
        reject(new PushFault(signal.aborted ? 'timeout' : 'unreachable', 'passing'));
      });
      asked.end(body);
    });
  }
}

function kindOf(status: number): PushFault['kind'] {
  if (status === 404 || status === 410) return 'gone';
  // A wrong clock or key is the operator's to mend; too much or trouble over there passes.
  const passing = [401, 403, 408, 425, 429].includes(status) || status >= 500;
  return passing ? 'passing' : 'permanent';
}
