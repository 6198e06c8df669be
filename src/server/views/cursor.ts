import { Refusal } from '../../domain/refusal.ts';

/** A place in a list that is ordered by a time and an id. */
export interface Place {
  at: Date;
  id: number;
}

/** The place as it travels in addresses and answers; opaque to those who carry it. */
export function writeCursor({ at, id }: Place): string {
  return Buffer.from(`${at.getTime()}.${id}`).toString('base64url');
}

/** Reads a cursor back; refuses one that this house did not write. */
export function readCursor(text: string): Place {
  const [, at, id] = /^(\d{1,15})\.(\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (at === undefined || id === undefined) throw new Refusal('wrong-cursor');
  return { at: new Date(Number(at)), id: Number(id) };
}
