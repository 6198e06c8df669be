import { Refusal } from '../../../domain/refusal.ts';

/** A place in what a search found: so many after the newest that was there when it began. */
export interface SearchPlace {
  until: Date;
  skip: number;
}

/** The place as it travels in addresses and answers; opaque to those who carry it. */
export function writeSearchCursor({ until, skip }: SearchPlace): string {
  return Buffer.from(`${until.getTime()}+${skip}`).toString('base64url');
}

/** Reads a place back; refuses one that this house did not write. */
export function readSearchCursor(text: string): SearchPlace {
  const [, until, skip] = /^(\d{1,15})\+(\d{1,4})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (until === undefined || skip === undefined) throw new Refusal('wrong-cursor');
  return { until: new Date(Number(until)), skip: Number(skip) };
}
