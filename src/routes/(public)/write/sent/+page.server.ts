import type { SentDraft } from '#domain/draft.ts';
import { readPublicCode, showCode } from '#domain/public-code.ts';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { leader } from '#server/views/leaders.ts';
import { ownMessage } from '#server/views/mine/message.ts';
import { isDangerToLife } from '#domain/screening/danger.ts';
import { dueText } from '#ui/due-dates.ts';
import type { PageServerLoad } from './$types.ts';
import { draftAtDoor, type Knock } from '../draft-at-door.ts';

/** The receipt: for whoever holds the secret of the draft that was sent, and for the author. */
export const load: PageServerLoad = async (event) => {
  const code = readPublicCode(event.url.searchParams.get('code') ?? '');
  const sent = code && ((await sentDraft(event, code)) ?? (await sentMessage(event, code)));
  if (!sent) throw new Refusal('not-found');
  const at = now();
  return {
    ...sent,
    spaced: showCode(sent.code),
    receivedAt: new Date(sent.at),
    due: sent.dueAt === null ? null : dueText(new Date(sent.dueAt), event.locals.lang, at),
    already: event.url.searchParams.has('already'),
  };
};

async function sentDraft(event: Knock, code: string): Promise<SentDraft | undefined> {
  const sent = (await draftAtDoor(event))?.draft.sent;
  return sent?.code === code ? sent : undefined;
}

// The author comes back to the receipt after the draft's days, or on another device.
async function sentMessage({ locals }: Knock, code: string): Promise<SentDraft | undefined> {
  const own = await ownMessage(board(), code, locals.actor);
  if (!own || own.state.publication !== 'awaiting-review') return undefined;
  const post = await leader(board(), own.leader.id);
  return {
    code,
    leader: own.leader.name,
    office: post?.officeName ?? '',
    answerable: own.answerable.name,
    kind: own.kind,
    ministry: post?.ministry != null,
    danger: isDangerToLife(`${own.title}\n${own.body}`),
    private: own.wish === 'private',
    at: own.receivedAt.getTime(),
    dueAt: own.dueAt?.getTime() ?? null,
  };
}
