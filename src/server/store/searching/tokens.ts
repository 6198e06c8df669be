import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { NamedKey } from '../keys.ts';

// A token tells nothing beyond its month: the same word of another month is another number.
const monthOf = (at: Date) => at.toISOString().slice(0, 7);

/** The keyed tokens of words in a text of that time, in no order of the text. */
export function tokensOf(words: readonly string[], at: Date, { key }: NamedKey): string[] {
  return tokensIn(words, monthOf(at), key);
}

/** For each month from the oldest text on and each key, the tokens that a text of then has if it holds all these words. */
export function tokenLists(
  words: readonly string[],
  from: Date,
  { until, keys }: { until: Date; keys: readonly NamedKey[] },
): string[][] {
  const months: string[] = [];
  for (
    let month = monthOf(from);
    month <= monthOf(until);
    month = monthOf(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)))
  )
    months.push(month);
  return keys.flatMap(({ key }) => months.map((month) => tokensIn(words, month, key)));
}

function tokensIn(words: readonly string[], month: string, key: Buffer): string[] {
  const monthly = createSecretKey(Buffer.from(hkdfSync('sha256', key, '', `huiyin search ${month}`, 32)));
  const numbers = words.map((word) =>
    createHmac('sha256', monthly).update(word).digest().readBigInt64BE().toString(),
  );
  return numbers.toSorted();
}
