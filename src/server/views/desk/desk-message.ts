import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isPublic, type Sight, sightOf } from '../../../domain/visibility.ts';
import type { Db } from '../../store/db.ts';
import { originalOf } from '../../store/original.ts';
import { readWords } from '../../store/people.ts';
import { picturesOfMessage } from '../../store/pictures.ts';
import { loadMessage, type LoadedMessage, type MessageFacts } from '../message-facts.ts';
import { type Voices, voicesOf } from '../message-voices.ts';
import { type DeskMark, deskMarks } from './desk-marks.ts';
import { openedReplies, openedVoices, type Said } from './opened-words.ts';
import { type NoteRow, notesFor } from './notes.ts';
import { type DeskOrder, ordersOf } from './orders.ts';
import { type DeskReply, deskReplies } from './replies.ts';
import { type DeskClock, runningClocks } from './running-clocks.ts';
import { type HistoryStep, historyOf } from './history.ts';
import { type Asked, askedOn, type ExtensionAsked, extensionsOn } from './waiting.ts';

/** A message as those see it who review or handle it. */
export interface DeskMessage extends MessageFacts {
  /** The words as written; null where this reader may see the public text only. */
  original: { title: string; body: string; place: string } | null;
  shown: { title: string; body: string; place: string } | null;
  /** What was not public is erased: nobody reads it any more. */
  erased: boolean;
  remark: string;
  pictures: {
    id: string;
    width: number;
    height: number;
    authorPublic: boolean;
    reviewedPublic: boolean | null;
  }[];
  voices: Voices;
  replies: DeskReply[];
  /** The tree by which it was handed down. */
  orders: DeskOrder[];
  /** Words among those who handle it, as far as this reader is of their branch. */
  notes: (NoteRow & { words: string })[];
  marks: DeskMark[];
  clocks: DeskClock[];
  /** When the promise waited for the author, and when more time was asked for. */
  asked: Asked[];
  extensions: ExtensionAsked[];
  history: HistoryStep[];
  /** What this reader is to the message. */
  relations: string[];
  /** The writer closed their account: nobody can be called or asked. */
  writerGone: boolean;
  /** The certified enterprise for which it was written. */
  enterprise: string | null;
  /** The words of the latest rejection, if it was rejected before. */
  rejection: { code: string; words: string } | null;
}

/** The message for this reader, with what the desk may see; 404 for whoever has nothing to do with it. */
export async function deskMessage(db: Db, code: string, actor: Actor): Promise<DeskMessage> {
  const message = await loadMessage(db, code);
  const sight = message && sightOf(actor, message.matter);
  if (actor.kind === 'visitor') throw new Refusal('sign-in-needed');
  if (
    !message ||
    actor.kind !== 'staff' ||
    !sight?.page ||
    !(sight.original || sight.relations.has('reviewer'))
  )
    throw new Refusal('not-found');
  return shown(db, message, sight, actor);
}

type Staff = Extract<Actor, { kind: 'staff' }>;

const verdicts = ['publish', 'keep-private', 'reject'];
const isReviewers = (h: HistoryStep) =>
  verdicts.includes(h.step) || (h.step === 'transfer-on' && h.role === 'reviewer');

async function shown(db: Db, message: LoadedMessage, sight: Sight, actor: Staff): Promise<DeskMessage> {
  const reader = `staff:${actor.staffId}`;
  const [original, words, pictures, voices, replies, notes, marks, clocks, history, rejection, writer] =
    await Promise.all([
      sight.original ? originalOf(reader, message.id) : null,
      sight.original ? readWords(reader, [message.id]) : [],
      picturesOfMessage(db, message.id),
      voicesOf(db, message.id),
      deskReplies(db, message.id),
      sight.original ? notesFor(db, message.matter, actor) : [],
      deskMarks(db, message.id),
      runningClocks(db, message.id),
      historyOf(db, message.id),
      lastRejection(db, message.id),
      writerOf(db, message.id),
    ]);
  const [asked, extensions] = await Promise.all([
    askedOn(db, message.id, words),
    sight.history ? extensionsOn(db, message.id, words) : [],
  ]);
  // A reviewer reads what is kept from the public until the verdict, and no more.
  const reads = sight.original || isPublic(message.facts.state.publication);
  const said: Said = (what, ref) => words.findLast((w) => w.what === what && w.ref === ref)?.content;
  return {
    ...message.facts,
    orders: sight.original ? await ordersOf(db, message.id, words) : [],
    original,
    shown: reads ? message.text : null,
    erased: message.erased,
    clocks,
    asked,
    extensions,
    marks,
    relations: [...sight.relations],
    ...writer,
    remark: sight.remark ? (words.findLast((w) => w.what === 'sender')?.content['remark'] ?? '') : '',
    pictures: pictures
      .filter((p) => sight.original || (p.author_public && p.reviewed_public))
      .map(shownPicture),
    voices: reads ? openedVoices(voices, said) : { followUps: [], ratings: [], replies: [] },
    replies: !reads
      ? []
      : openedReplies(replies, { said, original, isPublic: isPublic(message.facts.state.publication) }),
    notes: notes.map((note) => ({ ...note, words: said('note', note.id)?.['words'] ?? '' })),
    // After the verdict a reviewer still sees whose verdict it was, and no more.
    history: sight.history ? history : history.filter(isReviewers),
    rejection:
      isAtDesk(message) && rejection
        ? { code: rejection.code, words: said('reason', null)?.['words'] ?? '' }
        : null,
  };
}

function shownPicture(
  p: Awaited<ReturnType<typeof picturesOfMessage>>[number],
): DeskMessage['pictures'][number] {
  const { id, width, height, author_public: authorPublic, reviewed_public: reviewedPublic } = p;
  return { id, width, height, authorPublic, reviewedPublic };
}

// Later reasons of other steps are not the rejection's.
function isAtDesk({ facts }: LoadedMessage): boolean {
  return facts.state.publication === 'awaiting-review' || facts.state.publication === 'rejected';
}

async function writerOf(db: Db, messageId: number): Promise<Pick<DeskMessage, 'writerGone' | 'enterprise'>> {
  const row = await db
    .selectFrom('messages')
    .leftJoin('citizens', 'citizens.id', 'messages.author_id')
    .leftJoin('enterprises', 'enterprises.id', 'messages.enterprise_id')
    .select(['citizens.closed_at as goneAt', 'enterprises.name as enterprise'])
    .where('messages.id', '=', messageId)
    .executeTakeFirst();
  return { writerGone: row?.goneAt != null, enterprise: row?.enterprise ?? null };
}

function lastRejection(db: Db, messageId: number) {
  return db
    .selectFrom('rejections')
    .select(['code'])
    .where('message_id', '=', messageId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
