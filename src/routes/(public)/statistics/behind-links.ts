import type { CountedAs } from '#domain/statistics/behind-numbers.ts';
import type { RateName } from '#domain/statistics/rates.ts';

/** Of what the numbers are, as its address says. */
export interface Of {
  of: string;
  id: string;
}

/** The whole country. */
export const country: Of = { of: 'all', id: '' };

const words: Record<string, string> = {
  ...{ regions: 'region', leaders: 'leader', topics: 'topic' },
  ...{ kinds: 'kind', sources: 'source', offices: 'office' },
};

interface Behind {
  counted?: CountedAs;
  status?: 'waiting' | 'in-progress' | 'answered';
  from?: string;
  to?: string;
}

/** The list of the messages behind a number of one thing. */
export function behindLink({ of, id }: Of, more: Behind = {}) {
  const name = words[of];
  const asked = new URLSearchParams({ ...(name && { [name]: id }), ...more }).toString();
  return asked === '' ? '/messages' : `/messages?${asked}`;
}

/** What the ground and the part of each rate count. */
export const countedBy: Record<RateName, { part: CountedAs; ground?: CountedAs }> = {
  reply: { part: 'replied' },
  'on-time': { part: 'on-time', ground: 'promised' },
  response: { part: 'heard-in-time', ground: 'heard' },
  solution: { part: 'settled', ground: 'asked' },
  satisfaction: { part: 'satisfied', ground: 'rated' },
};

/** The page of one thing's statistics. */
export function statisticsLink({ of, id }: Of): string {
  return of === 'all' ? '/statistics' : `/statistics/${of}/${id}`;
}

/** The first and last day of a month by its first day. */
export function daysOfMonth(month: string): { from: string; to: string } {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return { from: month, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) };
}
