import type { Actor } from '../../domain/actor.ts';
import { addDays, dayOf, startOf } from '../../domain/calendar.ts';
import { confirmVerification, startVerification } from '../../server/access/verification.ts';
import { followUp } from '../../server/life/citizen/follow-up.ts';
import { rate } from '../../server/life/citizen/rate.ts';
import { reviewWords } from '../../server/life/citizen/review-words.ts';
import { accept } from '../../server/life/handling/accept.ts';
import { approveReply } from '../../server/life/handling/decide-reply.ts';
import { draftReply } from '../../server/life/handling/draft-reply.ts';
import { passOn } from '../../server/life/handling/pass-on.ts';
import { reject } from '../../server/life/intake/reject.ts';
import { review } from '../../server/life/intake/review.ts';
import { submit } from '../../server/life/intake/submit.ts';
import type { Act, Story } from './story.ts';

/** Those who act in a story. */
export interface Cast {
  reviewer: Actor;
  officer: Actor;
  approver: Actor;
  leaders: ReadonlyMap<string, { id: number }>;
}

interface Scene {
  code: string;
  author: Actor;
  cast: Cast;
  story: Story;
}

/** Plays one story through the real steps, at the times at which it happened. */
export async function play(story: Story, phone: string, cast: Cast, today: Date): Promise<string> {
  let now = startOfStory(story, today);
  const leader = cast.leaders.get(story.leader)?.id ?? 0;
  const { id, code: sms } = await startVerification(phone, 'write', now);
  const { citizenId } = await confirmVerification(id, sms, now);
  const { kind, topic, title, body, place, remark, name, visibility, urgency } = story;
  const receipt = await submit(
    { leader, kind, topic, title, body, place, remark, name, visibility, urgency, pictures: [] },
    { by: { citizenId }, source: 'web', idempotencyKey: null },
    now,
  );
  const scene: Scene = { code: receipt.code, author: { kind: 'citizen', citizenId }, cast, story };
  for (const act of story.acts) {
    // A story never runs ahead of the clock on the wall.
    now = new Date(Math.min(now.getTime() + act.after * 60_000, today.getTime()));
    await perform(scene, act, now);
  }
  return receipt.code;
}

function startOfStory(story: Story, today: Date): Date {
  if (story.minutesAgo !== undefined) return new Date(today.getTime() - story.minutesAgo * 60_000);
  const [hour, minute] = (story.time ?? '09:00').split(':').map(Number);
  return new Date(
    startOf(addDays(dayOf(today), -story.daysAgo)).getTime() + ((hour ?? 9) * 60 + (minute ?? 0)) * 60_000,
  );
}

async function perform(s: Scene, act: Act, now: Date): Promise<void> {
  const { code, cast } = s;
  switch (act.do) {
    case 'publish':
      await review(
        code,
        { visibility: s.story.visibility, redacted: { body: hidden(s.story.body, act.hide ?? []) } },
        cast.reviewer,
        now,
      );
      return;
    case 'reject':
      await reject(code, { code: act.code ?? 'unclear', words: act.words ?? '' }, cast.reviewer, now);
      return;
    case 'accept':
      await accept(code, cast.officer, now);
      return;
    case 'pass-on':
      await passOn(code, cast.officer, now);
      return;
    case 'follow-up':
    case 'rate':
      return speak(s, act, now);
    default:
      return reply(s, act, now);
  }
}

async function reply(s: Scene, act: Act, now: Date): Promise<void> {
  const type = act.do === 'interim' ? 'interim' : 'final';
  const { replyId } = await draftReply(
    s.code,
    { type, text: act.text ?? '', unit: act.unit ?? '' },
    s.cast.officer,
    now,
  );
  if (act.do !== 'draft') await approveReply(s.code, replyId, s.cast.approver, now);
}

async function speak(s: Scene, act: Act, now: Date): Promise<void> {
  const { code, author, cast } = s;
  if (act.do === 'follow-up') {
    const { followUpId } = await followUp(
      code,
      { type: act.type ?? 'facts', text: act.text ?? '' },
      author,
      now,
    );
    if (act.publish)
      await reviewWords({ kind: 'follow-up', id: followUpId }, { visibility: 'public' }, cast.reviewer, now);
    return;
  }
  const { solved = 3, attitude = 3, speed = 3, words, settled } = act;
  const { ratingId } = await rate(code, { solved, attitude, speed, words, settled }, author, now);
  if (act.publish && ratingId !== null)
    await reviewWords({ kind: 'rating', id: ratingId }, { visibility: 'public' }, cast.reviewer, now);
}

function hidden(body: string, marks: readonly [string, string][]): string {
  return marks.reduce((text, [from, to]) => text.replace(from, to), body);
}
