import type { MessagePage } from '#server/views/message-page.ts';
import { dueText, remaining } from '#ui/due-dates.ts';
import type { Shape, StripData } from '#ui/message/strip-data.ts';
import { remainingText } from '#ui/spans.ts';
import type { Telling } from './station-data.ts';

/** State, who answers, next step and limit of a message. */
export function stripOf(page: MessagePage, telling: Telling): StripData {
  const { w, now } = telling;
  const isClosed = page.state.handling === 'closed';
  const mending = page.next === 'mend';
  const who = mending ? w.track.you : (page.holder?.name ?? page.answerable.name);
  return {
    state: iconOf(page),
    stateNote: stateNoteOf(page, telling),
    who,
    whoNote:
      mending || who === page.answerable.name
        ? undefined
        : w.message.firstResponsibility(page.answerable.name),
    next: w.message.next[page.next],
    nextNote: isClosed ? closedNote(page, telling) : w.message.nextNote[page.next],
    ...limitOf(page, telling),
    late: !isClosed && page.pausedUntil === null && page.dueAt !== null && now >= page.dueAt,
  };
}

/** The shape that stands for a message's state: how it is handled, or why nobody else sees it. */
export function iconOf({ state }: Pick<MessagePage, 'state'>): Shape {
  return state.publication === 'public' || state.publication === 'private'
    ? state.handling
    : state.publication;
}

function stateNoteOf(page: MessagePage, { w }: Telling): string | undefined {
  if (page.state.publication === 'private') return w.message.publication.private;
  const finals = page.voices.replies.filter((reply) => reply.type === 'final').length;
  if (finals > 1 && page.state.handling === 'answered') return w.message.answerNumber(finals);
  if (finals > 0 && page.state.handling === 'in-progress') return w.track.answers(finals);
  return page.state.attention === 'normal' ? undefined : w.message.attention[page.state.attention];
}

function closedNote(page: MessagePage, { w }: Telling): string | undefined {
  return w.message.closed[page.closedReason as keyof typeof w.message.closed];
}

function limitOf(page: MessagePage, { w, now, calendar }: Telling): { limit?: string; limitNote?: string } {
  if (!page.dueAt) return {};
  if (page.pausedUntil)
    return {
      limit: w.waiting.publicPaused,
      limitNote: w.waiting.publicPausedNote(dueText(page.pausedUntil, w.lang, now)),
    };
  const unit = page.next === 'mend' || page.next === 'close' ? 'days' : 'workdays';
  const left = remainingText(remaining(now, page.dueAt, calendar, unit), w);
  const note = page.dueProvisional ? `${left} · ${w.message.provisional}` : left;
  return { limit: dueText(page.dueAt, w.lang, now), limitNote: note };
}
