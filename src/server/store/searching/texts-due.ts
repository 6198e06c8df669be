import { isPublic } from '../../../domain/visibility.ts';
import type { Handling, Publication } from '../../../domain/status.ts';
import type { MessagesTable } from '../schema/board.ts';
import type { SetPart } from '../sets.ts';

/** What of a message's lives the search knows. */
export interface FoundBy {
  publication: Publication;
  handling: Handling;
  answeredAt: Date | null;
  adopted: boolean;
}

/** What a step made of a message. */
interface Moved {
  before: FoundBy;
  after: FoundBy;
  set: Partial<Record<keyof MessagesTable, unknown>>;
}

/** What the search reads of a message besides its lives. */
const read = [
  ...(['title', 'body', 'place', 'post_id', 'region_code', 'province_code', 'city_code'] as const),
  ...(['topic_id', 'kind'] as const),
];

/**
 * Lets the worker read a public message anew for the search, where a step changed what the search knows of it. Also one that is
 * public no more, though the step itself makes the search forget it: a worker may just be writing what it read before.
 */
export function textsDue(id: number, { before, after, set }: Moved): SetPart[] {
  const [was, is] = [isPublic(before.publication), isPublic(after.publication)];
  if (!was && !is) return [];
  const same =
    was === is &&
    standingOf(before) === standingOf(after) &&
    before.adopted === after.adopted &&
    !read.some((column) => column in set);
  return same ? [] : [readAnew(id)];
}

/** The row by which the worker reads a public message anew for the search. */
export function readAnew(id: number): SetPart {
  return {
    name: 'read_anew',
    columns: '(message bigint)',
    text: 'insert into texts_due (message_id) select message from each_read_anew',
    rows: [{ message: id }],
  };
}

function standingOf({ handling, answeredAt }: FoundBy): 'open' | 'answered' | 'ended' {
  if (handling === 'waiting' || handling === 'in-progress') return 'open';
  return answeredAt === null ? 'ended' : 'answered';
}
