import { z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Actor } from '../../../domain/actor.ts';
import { officeTabs } from '../../../domain/office-tabs.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { board } from '../../views/board.ts';
import { officeQueue } from '../../views/desk/office-queue.ts';
import { dueChoices, type QueueFilter } from '../../views/desk/queue-filter.ts';
import { reviewQueue } from '../../views/desk/review-queue.ts';
import { readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { limit, regionCode, usualLimit, wholeNumber } from '../shapes/address.ts';
import { kind, urgency } from '../shapes/facts.ts';
import { queuedAtOffice, queuedForReview } from '../shapes/desk.ts';

const flag = z.enum(['true']).optional();
const query = z.object({
  room: z.enum(['review', 'office']).optional().openapi({ description: 'Left out: the room of one’s duty' }),
  tab: z.enum(officeTabs).optional().openapi({ description: 'Of the office; all if left out' }),
  kind: kind.optional(),
  topic: wholeNumber(32_767, 1).optional(),
  urgency: urgency.optional(),
  region: regionCode.optional().openapi({ description: 'A region with all below it' }),
  due: z.enum(dueChoices).optional(),
  watched: flag.openapi({ description: 'Urged, or watched higher' }),
  mine: flag.openapi({ description: 'What the caller is in charge of' }),
  q: z.string().max(50).optional().openapi({ description: 'Words of the public title' }),
  limit,
  offset: wholeNumber(1_000_000).optional(),
  after: z
    .string()
    .regex(/^\d{1,7}$/, 'wrong-cursor')
    .optional()
    .openapi({ description: 'The `next` of the page before' }),
});
type Asked = z.infer<typeof query>;

const queue = z.object({
  items: z.array(z.union([queuedForReview, queuedAtOffice])),
  next: z.string().nullable(),
  total: z.int(),
  counts: z.record(z.string(), z.int()).optional().openapi({ description: 'Of the tabs, at an office' }),
});

/** What waits for a reviewer, or for an office. */
export function mountQueue(api: OpenAPIHono): void {
  mount(api, {
    method: 'get',
    path: '/api/v1/desk/queue',
    id: 'readQueue',
    room: 'desk',
    summary: 'What waits: for review by urgency and age, at an office by due time',
    caller: 'known',
    pace: 'reading',
    query,
    answers: { 200: { description: 'A page of the queue', shape: queue } },
    refusals: ['not-allowed'],
    run: async ({ c, query, actor, now }) => {
      if (actor.kind !== 'staff') throw new Refusal('not-allowed');
      const page = { limit: query.limit ?? usualLimit, offset: query.offset ?? Number(query.after ?? 0) };
      const found = await read(actor, query, { page, now });
      const end = page.offset + found.items.length;
      const next = found.items.length > 0 && end < found.total ? String(end) : null;
      return readable(c, { ...found, next }, 'private');
    },
  });
}

async function read(
  actor: Actor,
  asked: Asked,
  { page, now }: { page: { limit: number; offset: number }; now: Date },
) {
  if ((asked.room ?? roomOf(actor)) === 'review') return reviewQueue(board(), actor, page, now);
  const tab = asked.tab ?? 'all';
  const { items, counts } = await officeQueue(board(), actor, { tab, ...page, filter: filterOf(asked) }, now);
  return { items, total: counts[tab], counts };
}

function roomOf(actor: Actor): 'review' | 'office' {
  return allows('read the review queue', relationsAtLarge(actor)) ? 'review' : 'office';
}

function filterOf({ kind, topic, urgency, region, due, watched, mine, q }: Asked): QueueFilter {
  return { kind, topic, urgency, region, due, watched: !!watched, mine: !!mine, text: q };
}
