import { z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { now } from '../../clock.ts';
import { board } from '../../views/board.ts';
import { caseNews, concerns } from '../../views/desk/live/concerns.ts';
import { onStirs, type Told } from '../../views/desk/live/stir-hub.ts';
import { callerKey, callerOf } from '../caller.ts';
import { mount } from '../mount.ts';
import { messageCode, wholeNumber } from '../shapes/address.ts';
import { type EventStream, openStream } from './event-stream.ts';
import { countIn } from './open-streams.ts';

const query = z.object({
  since: wholeNumber(9_999_999_999_999).optional().openapi({
    description: 'When what is shown was read, in milliseconds: what moved since is told at once',
  }),
  case: messageCode
    .optional()
    .openapi({ description: 'The message that is open: its steps are told by name' }),
});
const beatMs = 20_000;
/** A queue that moves all the time is told of once a second. */
const restMs = 1000;

/** Tells an open desk what moves: that a queue or the wall is to be read anew, and who took a step with the open case. */
export function mountEvents(api: OpenAPIHono): void {
  mount(api, {
    room: 'desk',
    caller: 'known',
    pace: 'reading',
    method: 'get',
    path: '/api/v1/desk/events',
    id: 'hearDesk',
    summary: 'Server-sent events of the desk',
    description:
      '`queue` and `wall`: read them anew. `case`: a step on the open message, with who took it. `all`: something may have been missed. `bye`: the session has ended. Ids go into Last-Event-ID.',
    query,
    answers: { 200: { description: 'text/event-stream' } },
    refusals: ['not-allowed'],
    run: async ({ c, query, actor }) => {
      if (actor.kind !== 'staff') throw new Refusal('not-allowed');
      return open(c, actor, query);
    },
  });
}

function open(c: Context, first: Actor, { case: code, since }: z.infer<typeof query>): Response {
  const desk = { actor: first };
  const stops: (() => void)[] = [];
  const stream = openStream(() => stops.forEach((stop) => stop()));
  stops.push(countIn(callerKey(c), stream.close));
  const lists = coalescing(stream);
  const hear = (told: Told) => {
    if (told === 'gap') return lists.all();
    lists.moved(told, desk.actor);
    for (const stir of told.stirs)
      if (code !== undefined && stir.code === code)
        void tellCase(stream, desk.actor, { ...stir, code }, told.at);
  };
  const last = Number(c.req.header('last-event-id'));
  stops.push(onStirs(hear, { since: Number.isFinite(last) && last > 0 ? last : since, now }));
  const timer = setInterval(() => void stillThere(c, desk, stream), beatMs);
  stops.push(() => clearInterval(timer), lists.stop);
  return stream.response;
}

// Rights of this minute: a duty that ended hears no more, and an ended session closes.
async function stillThere(c: Context, desk: { actor: Actor }, stream: EventStream): Promise<void> {
  try {
    desk.actor = await callerOf(c, now());
    if (desk.actor.kind === 'staff') return stream.beat();
  } catch {
    // A token that ran out is refused: the same end.
  }
  stream.send({ event: 'bye' });
  stream.close();
}

async function tellCase(
  stream: EventStream,
  actor: Actor,
  stir: Parameters<typeof caseNews>[2],
  at: number,
): Promise<void> {
  const news = await caseNews(board(), actor, stir).catch(() => undefined);
  if (news) stream.send({ event: 'case', id: at, data: news });
}

function coalescing(stream: EventStream) {
  const waiting = new Set<'queue' | 'wall' | 'all'>();
  let latest = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    for (const event of waiting) stream.send({ event, id: latest || now().getTime() });
    if (waiting.size > 0) timer = setTimeout(flush, restMs);
    waiting.clear();
  };
  const add = (event: 'queue' | 'wall' | 'all') => {
    waiting.add(event);
    timer ??= setTimeout(flush, 0);
  };
  return {
    all: () => add('all'),
    moved: ({ at, stirs }: Exclude<Told, 'gap'>, actor: Actor) => {
      latest = at;
      const each = stirs.map((stir) => concerns(actor, stir));
      if (each.some(({ queue }) => queue)) add('queue');
      if (each.some(({ wall }) => wall)) add('wall');
    },
    stop: () => clearTimeout(timer),
  };
}
