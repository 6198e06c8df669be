import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

const frameBytes = 16_384;
const tagBytes = 16;

/**
 * An upload on its way in. It waits on the disk and not in memory, so that many slow senders cost little, and sealed under a key
 * that this process alone knows and forgets, so that nothing readable ever lies there and nothing that was changed comes back:
 * frames of AES-256-GCM, whose nonce is their place.
 */
export class Spool {
  readonly #file: FileHandle;
  readonly #name: string;
  readonly #key = randomBytes(32);
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #frames = 0;
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
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes < frameBytes) return;
    const bytes = Buffer.concat(this.#waiting);
    const whole = bytes.length - (bytes.length % frameBytes);
    const sealed: Buffer[] = [];
    for (let at = 0; at < whole; at += frameBytes)
      sealed.push(this.#sealed(bytes.subarray(at, at + frameBytes)));
    this.#waiting = [bytes.subarray(whole)];
    this.#waitingBytes = bytes.length - whole;
    await this.#keep(Buffer.concat(sealed));
  }

  async readAll(): Promise<Buffer> {
    const kept = Buffer.allocUnsafe(this.#bytes);
    const { bytesRead } = await this.#file.read(kept, 0, this.#bytes, 0);
    if (bytesRead !== this.#bytes) throw new Error('an upload was cut short on the disk');
    const frames = Array.from({ length: this.#frames }, (_, place) => {
      const at = place * (frameBytes + tagBytes);
      return this.#opened(kept.subarray(at, at + frameBytes + tagBytes), place);
    });
    // What is shorter than a frame never went to the disk.
    return Buffer.concat([...frames, ...this.#waiting]);
  }

  async close(): Promise<void> {
    await this.#file.close();
    await rm(this.#name, { force: true });
  }

  async #keep(sealed: Buffer): Promise<void> {
    await this.#file.writeFile(sealed);
    this.#bytes += sealed.length;
  }

  #sealed(frame: Buffer): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(this.#frames));
    this.#frames += 1;
    return Buffer.concat([cipher.update(frame), cipher.final(), cipher.getAuthTag()]);
  }

  #opened(sealed: Buffer, place: number): Buffer {
    const cipher = createDecipheriv('aes-256-gcm', this.#key, nonceOf(place), { authTagLength: tagBytes });
    cipher.setAuthTag(sealed.subarray(frameBytes));
    return Buffer.concat([cipher.update(sealed.subarray(0, frameBytes)), cipher.final()]);
  }
}

// Each key seals one upload: a place is used once.
function nonceOf(place: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(place, 8);
  return nonce;
}
