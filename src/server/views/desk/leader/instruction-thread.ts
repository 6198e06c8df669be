import type { Actor } from '../../../../domain/actor.ts';
import { isInConflict } from '../../../../domain/conflict.ts';
import { openStates, relationsToInstruction } from '../../../../domain/instructing.ts';
import { type Act, allows, type Relation } from '../../../../domain/policy.ts';
import { relationsTo } from '../../../../domain/relations.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { sightOf } from '../../../../domain/visibility.ts';
import type { Db } from '../../../store/db.ts';
import { type OpenWords, readWords } from '../../../store/people.ts';
import { type LoadedMessage, loadMessage } from '../../message-facts.ts';
import { type ThreadRow, threadRows } from './thread-rows.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;

/** Words that went back and forth on an instruction. */
export interface Said {
  what: 'report' | 'back';
  text: string;
  by: string;
  at: Date;
}

/** Somebody addressed, how far they are, and what this reader may do about it. */
export interface ThreadAddressee {
  id: number;
  to: string;
  lead: boolean;
  state: ThreadRow['state'];
  startsAt: Date;
  dueAt: Date;
  noted: { by: string; at: Date } | null;
  ended: { by: string; at: Date } | null;
  said: Said[];
  may: { note: boolean; report: boolean; decide: boolean; passOn: boolean };
}

/** One instruction in the thread of its message. */
export interface ThreadInstruction {
  id: number;
  /** The addressee by whom it was passed on. */
  parentId: number | null;
  post: string;
  by: string;
  at: Date;
  words: string;
  publicWords: string | null;
  /** Why it was taken back. */
  takenBack: Said | null;
  addressees: ThreadAddressee[];
  may: { takeBack: boolean; publish: boolean };
}

/** Everything instructed on a message, as far as this reader may see it: one thread, first to last. */
export async function instructionThread(db: Db, code: string, actor: Actor): Promise<ThreadInstruction[]> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const message = await loadMessage(db, code);
  if (!message) throw new Refusal('not-found');
  const thread = await seenBy(db, message, actor);
  // An empty thread must not tell a stranger that a hidden message exists.
  if (thread.length === 0 && !sightOf(actor, message.matter).page) throw new Refusal('not-found');
  return thread;
}

async function seenBy(db: Db, message: LoadedMessage, actor: Staff): Promise<ThreadInstruction[]> {
  if (isInConflict(actor, message.matter.conflicts)) return [];
  const rows = await threadRows(db, message.id);
  if (rows.length === 0) return [];
  const toMessage = relationsTo(actor, message.matter);
  const words = await readWords(`staff:${actor.staffId}`, [message.id], ['instruction', 'report', 'back']);
  const all = [...Map.groupBy(rows, (row) => row.instructionId).values()];
  const seen = all.filter((of) =>
    of.some((row) => allows('read instructions', union(toMessage, row, actor))),
  );
  return seen.map((of) => instructionOf(of, { actor, toMessage, words, open: message.matter }));
}

function union(toMessage: ReadonlySet<Relation>, row: ThreadRow, actor: Actor): ReadonlySet<Relation> {
  return new Set([...toMessage, ...relationsToInstruction(actor, row)]);
}

interface Reading {
  actor: Staff;
  toMessage: ReadonlySet<Relation>;
  words: readonly OpenWords[];
  open: { publication: string };
}

function instructionOf(rows: readonly ThreadRow[], reading: Reading): ThreadInstruction {
  const [first] = rows as [ThreadRow];
  const may = (act: Act) => allows(act, relationsToInstruction(reading.actor, first));
  const open = rows.some((row) => openStates.includes(row.state));
  return {
    id: first.instructionId,
    parentId: first.parentId,
    post: first.post,
    by: first.byName,
    at: first.issuedAt,
    words:
      reading.words.find((w) => w.what === 'instruction' && w.ref === first.instructionId)?.content['text'] ??
      '',
    publicWords: first.publicWords,
    takenBack: saidOn(first.instructionId, reading).at(-1) ?? null,
    addressees: rows.map((row) => addresseeOf(row, reading)),
    may: {
      takeBack: open && may('take an instruction back'),
      publish: reading.open.publication === 'public' && may('make an instruction public'),
    },
  };
}

function addresseeOf(row: ThreadRow, reading: Reading): ThreadAddressee {
  const relations = relationsToInstruction(reading.actor, row);
  const at = (...states: ThreadRow['state'][]) => states.includes(row.state);
  return {
    id: row.id,
    to: row.to,
    lead: row.lead,
    state: row.state,
    startsAt: row.startsAt,
    dueAt: row.dueAt,
    noted: row.notedAt && { by: row.notedBy ?? '', at: row.notedAt },
    ended: row.endedAt && { by: row.endedBy ?? '', at: row.endedAt },
    said: saidOn(row.id, reading),
    may: {
      note: at('issued') && allows('note an instruction', relations),
      report: at('issued', 'noted') && allows('report on an instruction', relations),
      decide:
        at('reported') &&
        row.reportedById !== reading.actor.staffId &&
        allows('decide on a report', relations),
      passOn: at('issued', 'noted') && allows('pass an instruction on', relations),
    },
  };
}

// Ids of instructions and addressees come from one sequence, so a reference is to one thing only.
function saidOn(ref: number, { words }: Reading): Said[] {
  return words
    .filter((w) => w.ref === ref && (w.what === 'report' || w.what === 'back'))
    .map((w) => ({
      what: w.what as Said['what'],
      text: w.content['text'] ?? '',
      by: w.content['by'] ?? '',
      at: w.at,
    }));
}
