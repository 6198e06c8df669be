import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { fileKey } from './file-key.ts';
import type { Files } from './files.ts';

/** A bucket of a store that speaks S3, and who may use it. */
export interface S3Bucket {
  /** Scheme, host and port; the bucket is named in the path. */
  endpoint: string;
  bucket: string;
  region: string;
  keyId: string;
  secret: string;
}

const patienceMs = 20_000;
/** Tries after the first, each behind a longer pause: of faults of the store, of its haste, and of the line. */
const retries = 3;
const firstPauseMs = 100;

/** Files in a bucket. What is put is named with its digest, which the store checks before it keeps it. */
export class S3Files implements Files {
  readonly #client: AwsClient;
  readonly #root: string;

  constructor({ endpoint, bucket, region, keyId, secret }: S3Bucket) {
    this.#client = new AwsClient({
      accessKeyId: keyId,
      secretAccessKey: secret,
      service: 's3',
      region,
      retries: 0,
    });
    this.#root = `${endpoint}/${encodeURIComponent(bucket)}`;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const body = bytes as Uint8Array<ArrayBuffer>;
    const digest = (name: string, as: 'hex' | 'base64') => createHash(name).update(bytes).digest(as);
    const headers = {
      'content-type': 'application/octet-stream',
      'content-md5': digest('md5', 'base64'),
      'x-amz-content-sha256': digest('sha256', 'hex'),
    };
    const answer = await this.#ask(key, { method: 'PUT', body, headers });
    await answer.body?.cancel();
    if (!answer.ok) throw refused('put', answer);
  }

  async get(key: string): Promise<Readable | null> {
    const answer = await this.#ask(key, { method: 'GET' });
    if (answer.ok && answer.body) return Readable.fromWeb(answer.body as ReadableStream);
    await answer.body?.cancel();
    if (answer.status === 404) return null;
    throw refused('get', answer);
  }

  async remove(key: string): Promise<void> {
    const answer = await this.#ask(key, { method: 'DELETE' });
    await answer.body?.cancel();
    if (!answer.ok && answer.status !== 404) throw refused('remove', answer);
  }

  /** What a put that broke off left the store throws away itself: each file is one request. */
  async tidy(): Promise<void> {}

  async #ask(key: string, init: RequestInit): Promise<Response> {
    const url = `${this.#root}/pictures/${fileKey(key).slice(0, 2)}/${key}`;
    for (let tries = 0; ; tries += 1) {
      const last = tries === retries;
      try {
        const signal = AbortSignal.timeout(patienceMs);
        const answer = await this.#client.fetch(url, { ...init, signal, redirect: 'error' });
        if (last || (answer.status < 500 && answer.status !== 429)) return answer;
        await answer.body?.cancel();
      } catch (error) {
        if (last) throw new Error('the store of files does not answer', { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, firstPauseMs * 4 ** tries));
    }
  }
}

// A store's own words may name keys; its status says enough.
function refused(what: string, { status }: Response): Error {
  return new Error(`the store of files refused to ${what}: ${status}`);
}
