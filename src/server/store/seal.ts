import { createHash, type Hash } from 'node:crypto';
import { sha256 } from './envelope.ts';

/** A row of history as a seal sees it: its hash speaks for everything in it and for all rows of its message, clue or ban before it. */
export interface SealedRow {
  /** The number of the message; of a clue its number below zero, of a ban far below. */
  message: number;
  seq: number;
  hash: Buffer;
  writtenIn: number;
}

/** A place in the order in which rows are sealed: by transaction, then message, then seq. */
export type SealPlace = Pick<SealedRow, 'writtenIn' | 'message' | 'seq'>;

/** One seal, without its signature. */
export interface Seal {
  id: number;
  madeAt: Date;
  /** The rows after this one … */
  from: SealPlace;
  /** … up to this one. */
  to: SealPlace;
  rows: number;
  root: Buffer;
  listed: Buffer;
  /** The hash of the seal before; zeros for the first. */
  previous: Buffer;
  keyId: string;
}

/** Where the first seal begins. */
export const beginning: SealPlace = { writtenIn: -1, message: 0, seq: 0 };
/** What the first seal is chained to. */
export const noSeal: Buffer = Buffer.alloc(32);
const listedBytes = 20;

/** Where one place lies to another in the order of sealing: negative before, positive after. */
export function comparePlaces(a: SealPlace, b: SealPlace): number {
  return a.writtenIn - b.writtenIn || a.message - b.message || a.seq - b.seq;
}

/** What is signed: everything that a seal says. */
export function sealText(seal: Seal): Buffer {
  const place = ({ writtenIn, message, seq }: SealPlace): number[] => [writtenIn, message, seq];
  return Buffer.from(
    JSON.stringify([
      'huiyin seal',
      seal.id,
      seal.madeAt.toISOString(),
      place(seal.from),
      place(seal.to),
      seal.rows,
      seal.root.toString('hex'),
      sha256(seal.listed).toString('hex'),
      seal.previous.toString('hex'),
      seal.keyId,
    ]),
  );
}

/** What the next seal is chained to. */
export function sealHash(seal: Seal, signature: Buffer): Buffer {
  return sha256(sealText(seal), signature);
}

/** Takes rows in their order and gives the root and the list of them. */
export class RowTally {
  rows = 0;
  readonly #hash: Hash = createHash('sha256');
  readonly #listed: Buffer[] = [];

  add({ message, seq, hash }: SealedRow): void {
    const row = Buffer.alloc(12);
    row.writeBigInt64BE(BigInt(message), 0);
    row.writeInt32BE(seq, 8);
    this.#hash.update(row).update(hash);
    this.#listed.push(row, hash.subarray(0, listedBytes - 12));
    this.rows += 1;
  }

  /** Asked once, at the end. */
  end(): { root: Buffer; listed: Buffer } {
    return { root: this.#hash.digest(), listed: Buffer.concat(this.#listed) };
  }
}

/** The rows of a list, by `message:seq`, with the beginning of their hash. */
export function readListed(listed: Buffer): Map<string, string> {
  const rows = new Map<string, string>();
  for (let at = 0; at + listedBytes <= listed.length; at += listedBytes)
    rows.set(
      `${listed.readBigInt64BE(at)}:${listed.readInt32BE(at + 8)}`,
      listed.toString('hex', at + 12, at + listedBytes),
    );
  return rows;
}
