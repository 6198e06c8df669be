import type { Actor } from '../../../domain/actor.ts';
import { checkReply } from '../../../domain/reply-checks/check-reply.ts';
import type { PublicText } from '../../../domain/redaction.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isPersonalNumber } from '../../../domain/screening/personal-datum.ts';
import type { Part } from '../../store/compose.ts';
import type { Locked } from '../../store/lock-message.ts';
import { type OpenWords, readWords } from '../../store/people.ts';
import { segment } from '../../store/segment.ts';
import { type GivenReply, givenReplies, type SaidInPublic } from '../../store/take-downs.ts';
import type { Tx } from '../../store/tx.ts';
import { readerOf } from '../intake/review.ts';
import type { Effects } from '../take.ts';

/** Shows everything again that was read when a message was taken down, and what its office has said meanwhile. */
export async function inView(
  tx: Tx,
  { matter }: Locked,
  actor: Actor,
): Promise<{ set: Effects['set']; rows: Part[] }> {
  const words = await readWords(
    readerOf(actor),
    [matter.id],
    ['published', 'taken-down', 'reply', 'old-reply'],
  );
  const text = textIn(words);
  const kept = words.findLast((w) => w.what === 'taken-down');
  const said = JSON.parse(
    kept?.content['said'] ?? '{"replies":[],"followUps":[],"ratings":[]}',
  ) as SaidInPublic;
  const replies = (await givenReplies(tx, matter.id)).map((reply) =>
    shownAgain(reply, { words, said, since: kept?.at }),
  );
  for (const each of replies.filter(({ fresh }) => fresh)) refuseUnfit(each, text);
  const answer = replies.findLast((r) => r.state === 'published' && r.type === 'final');
  return {
    set: { ...text, place: text.place || null },
    rows: [
      ...replies.map(
        (r): Part =>
          (bind) =>
            `update replies set ${r.state === 'published' ? 'text' : 'old_text'} = ${bind(r.text)} where id = ${bind(r.id)}`,
      ),
      ...said.followUps.map(
        (f): Part =>
          (bind) =>
            `update follow_ups set state = 'public', text = ${bind(f.text)} where id = ${bind(f.id)}`,
      ),
      ...(said.extensions ?? []).map(
        (e): Part =>
          (bind) =>
            `update extensions set public_words = ${bind(e.words)} where id = ${bind(e.id)}`,
      ),
      ...said.ratings.map(
        (r): Part =>
          (bind) =>
            `update ratings set words_state = 'public', words = ${bind(r.words)} where id = ${bind(r.id)}`,
      ),
      ...(answer ? [foundAgain(matter.id, answer.id, [text.title, text.body, answer.text])] : []),
    ],
  };
}

type Shown = GivenReply & { text: string; fresh: boolean };

// What was written or corrected since stands in the private words; else it is what stood there.
function shownAgain(
  reply: GivenReply,
  from: { words: readonly OpenWords[]; said: SaidInPublic; since: Date | undefined },
): Shown {
  const what = reply.state === 'published' ? 'reply' : 'old-reply';
  const later = from.words.findLast((w) => w.what === what && w.ref === reply.id);
  const before = from.said.replies.find(({ id }) => id === reply.id);
  const stood = reply.state === 'published' ? before?.text : before?.old;
  const fresh = stood == null || (later !== undefined && from.since !== undefined && later.at > from.since);
  return { ...reply, fresh, text: (fresh ? later?.content['text'] : stood) ?? stood ?? '' };
}

// Nobody looked at it for the public while the message was out of view.
function refuseUnfit(reply: Shown, message: PublicText): void {
  const findings = checkReply(reply, { ...message, isPublic: true });
  // A name or a door is a doubt on which its signer decided; a number is not.
  const isUnfit = findings.some(
    ({ severity, what }) => what && (severity === 'stops' || isPersonalNumber({ what })),
  );
  if (isUnfit) throw new Refusal('answer-unfit');
}

function textIn(words: readonly OpenWords[]): PublicText {
  const content = words.findLast((w) => w.what === 'published')?.content ?? {};
  return { title: content['title'] ?? '', body: content['body'] ?? '', place: content['place'] ?? '' };
}

function foundAgain(messageId: number, replyId: number, texts: readonly string[]): Part {
  return (bind) =>
    `update marks set search = to_tsvector('simple', ${bind(segment(texts.filter(Boolean).join('\n')))}::text) where message_id = ${bind(messageId)} and reply_id = ${bind(replyId)} and what = 'guidance' and state = 'in-force'`;
}
