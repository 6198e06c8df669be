import type { Actor } from '../../../domain/actor.ts';
import { sightOf } from '../../../domain/visibility.ts';
import type { Db } from '../../store/db.ts';
import { originalOf } from '../../store/original.ts';
import { readWords } from '../../store/people.ts';
import { picturesOfMessage } from '../../store/pictures.ts';
import type { WordsKind } from '../../store/words.ts';
import { loadMessage } from '../message-facts.ts';
import { takenDown } from '../taken-down.ts';
import { type AskedOfAuthor, type Extended, lastExtension, openAsking } from './asked.ts';
import type { MessagePage } from '../message-page.ts';
import { voicesOf } from '../message-voices.ts';
import { shownMarks } from '../shown-marks.ts';
import { traceOf } from '../trace.ts';

/** One's own message in full: the words as written, the handler, the due date, and why it was not shown if so. */
export interface OwnMessage extends MessagePage {
  remark: string;
  /** What was not public is erased. */
  erased: boolean;
  /** The real name given; shown to its owner only. */
  name: string;
  /** The public text where it differs from the words as written. */
  shown: { title: string; body: string; place: string } | null;
  /** What the office asks for, while it waits; and the reason of the last extension. */
  asked: AskedOfAuthor | null;
  extended: Extended | null;
  rejection: { code: string; words: string; mendUntil: Date } | null;
  /** The code under which it was taken down; null: it is not. */
  takenDownFor: string | null;
}

// What is written to and by the author.
const ownWords: WordsKind[] = [
  'sender',
  'follow-up',
  'rating',
  'reply',
  'old-reply',
  'reason',
  'asked',
  'extension',
];

/** The author's page of their message; undefined for everybody else. */
export async function ownMessage(db: Db, code: string, actor: Actor): Promise<OwnMessage | undefined> {
  // Most readers are no citizen who signed in: for them nothing need be looked up.
  if (actor.kind !== 'citizen') return undefined;
  const message = await loadMessage(db, code);
  if (!message || !sightOf(actor, message.matter).relations.has('author')) return undefined;
  const reader = `citizen:${actor.citizenId}`;
  const [original, words, pictures, trace, voices, rejection, marks] = await Promise.all([
    originalOf(reader, message.id),
    readWords(reader, [message.id], ownWords),
    picturesOfMessage(db, message.id),
    traceOf(db, message.id),
    voicesOf(db, message.id),
    rejectionOf(db, message.id),
    shownMarks(db, message.id),
  ]);
  const said = (what: string, ref: number) =>
    words.findLast((w) => w.what === what && w.ref === ref)?.content['text'];
  const sender = words.findLast((w) => w.what === 'sender')?.content;
  return {
    ...message.facts,
    ...original,
    ...{ trace, marks, erased: message.erased },
    remark: sender?.['remark'] ?? '',
    name: sender?.['name'] ?? '',
    shown: message.text && JSON.stringify(message.text) !== JSON.stringify(original) ? message.text : null,
    pictures: pictures.map((p) => ({
      id: p.id,
      width: p.width,
      height: p.height,
      public: p.author_public && p.reviewed_public === true,
    })),
    voices: {
      replies: voices.replies.map((r) => ({
        ...r,
        text: r.text ?? said('reply', r.id) ?? '',
        corrections: r.corrections.map((c) => ({
          ...c,
          oldText: c.oldText ?? said('old-reply', c.id) ?? '',
        })),
      })),
      followUps: voices.followUps.map((f) => ({ ...f, text: said('follow-up', f.id) ?? f.text })),
      ratings: voices.ratings.map((r) => ({ ...r, words: said('rating', r.id) ?? r.words })),
    },
    asked: await openAsking(db, message.id, words),
    extended: await lastExtension(db, message.id, words),
    takenDownFor:
      message.facts.state.publication === 'taken-down'
        ? String((await takenDown(db, code)).with['reason'] ?? '')
        : null,
    rejection:
      message.facts.state.publication === 'rejected' && rejection
        ? {
            code: rejection.code,
            mendUntil: rejection.mend_until_at,
            words: words.findLast((w) => w.what === 'reason' && w.ref === null)?.content['words'] ?? '',
          }
        : null,
  };
}

function rejectionOf(db: Db, messageId: number) {
  return db
    .selectFrom('rejections')
    .select(['code', 'mend_until_at'])
    .where('message_id', '=', messageId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
