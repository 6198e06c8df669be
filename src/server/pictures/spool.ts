import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

/**
 * An upload on its way in. It waits on the disk and not in memory, so that many slow senders cost little, and
 * encrypted under a key that this process alone knows and forgets, so that nothing readable ever lies there.
 */
export class Spool {
  readonly #file: FileHandle;
  readonly #name: string;
  readonly #key = randomBytes(32);
  readonly #nonce = randomBytes(16);
  readonly #cipher = createCipheriv('aes-256-ctr', this.#key, this.#nonce);
  #bytes = 0;

  private constructor(file: FileHandle, name: string) {
    this.#file = file;
    this.#name = name;
  }

  static async open(folder: string): Promise<Spool> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const name = path.join(folder, `${randomBytes(12).toString('hex')}.part`);
    const file = await open(name, 'wx+', 0o600);
    // Unnamed at once where the system can: then a crash leaves nothing behind.
    await rm(name, { force: true }).catch(() => {});
    return new Spool(file, name);
  }

  async write(chunk: Uint8Array): Promise<void> {
    const sealed = this.#cipher.update(chunk);
    await this.#file.writeFile(sealed);
    this.#bytes += sealed.length;
  }

  async readAll(): Promise<Buffer> {
    const sealed = Buffer.allocUnsafe(this.#bytes);
    const { bytesRead } = await this.#file.read(sealed, 0, this.#bytes, 0);
    if (bytesRead !== this.#bytes) throw new Error('an upload was cut short on the disk');
    return createDecipheriv('aes-256-ctr', this.#key, this.#nonce).update(sealed);
  }

  async close(): Promise<void> {
    await this.#file.close();
    await rm(this.#name, { force: true });
  }
}
