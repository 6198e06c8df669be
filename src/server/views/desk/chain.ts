import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { EndingCode } from '../../../domain/ending-codes.ts';
import { seatOf } from '../../../domain/hand-down/order.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { sightOf } from '../../../domain/visibility.ts';
import type { Db } from '../../store/db.ts';
import { originalOf } from '../../store/original.ts';
import { readWords } from '../../store/people.ts';
import { loadMessage } from '../message-facts.ts';
import { type ChainDeeds, chainDeedsOf } from './chain-deeds.ts';
import { type ProposedUnit, proposeUnits } from './propose-units.ts';

/** A message in the chain of offices, as one member of staff may move it. */
export interface Chain {
  deeds: ChainDeeds;
  /** Units that could do it; none where nothing is to be ordered. */
  proposed: ProposedUnit[];
  /** An end that somebody proposed and nobody has decided on. */
  ending: { code: EndingCode; by: string; own: boolean; words: string } | null;
  conflicts: { offices: string[]; staff: number };
}

/** What this member of staff may do with a message in the chain, and what is proposed. */
export async function chainOf(db: Db, code: string, actor: Actor, now: Date): Promise<Chain> {
  const message = await loadMessage(db, code);
  if (!message || actor.kind !== 'staff') throw new Refusal('not-found');
  // Whoever may not read it has nothing to move.
  if (!sightOf(actor, message.matter).original) return unmoved;
  const { matter, facts, id } = message;
  const deeds = chainDeedsOf(matter, actor, now);
  const reader = `staff:${actor.staffId}`;
  const seat = actor.duties.find(
    (d) => d.officeId !== null && seatOf(matter.orders, d.officeId, matter.answerableId) !== undefined,
  );
  const orders = deeds.assign || deeds.callIn;
  const [text, ending, conflicts] = await Promise.all([
    orders ? originalOf(reader, id) : null,
    openEnding(db, id, { reader, staffId: actor.staffId }),
    conflictsOf(db, id),
  ]);
  const proposed =
    text && seat?.officeId
      ? await proposeUnits(db, {
          ...{ matter, ordererId: seat.officeId, topicId: facts.topic.id },
          text: `${text.title}\n${text.body}\n${text.place}`,
        })
      : [];
  return { deeds, proposed, ending, conflicts };
}

const unmoved: Chain = {
  deeds: {
    ...{ assign: false, callIn: false, transfer: false, returnTransfer: false, rule: false },
    ...{ nameComplained: false, declareConflict: false, merge: false, proposeEnd: false, decideEnd: false },
    orders: [],
  },
  proposed: [],
  ending: null,
  conflicts: { offices: [], staff: 0 },
};

async function openEnding(
  db: Db,
  messageId: number,
  by: { reader: string; staffId: number },
): Promise<Chain['ending']> {
  const { rows } = await sql<{ code: EndingCode; by: string; byId: number }>`
    select e.code, s.name as by, e.proposed_by as "byId" from endings e join staff s on s.id = e.proposed_by
    where e.message_id = ${messageId} and e.state = 'proposed'`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const words = (await readWords(by.reader, [messageId], ['ending'])).at(-1)?.content['words'] ?? '';
  return { code: row.code, by: row.by, own: row.byId === by.staffId, words };
}

async function conflictsOf(db: Db, messageId: number): Promise<Chain['conflicts']> {
  const { rows } = await sql<{ name: string | null }>`
    select coalesce(o.name, p.name) as name from conflicts k left join offices o on o.id = k.office_id left join posts p on p.id = k.post_id
    where k.message_id = ${messageId} order by k.id`.execute(db);
  const offices = rows.flatMap(({ name }) => (name === null ? [] : [name]));
  return { offices, staff: rows.length - offices.length };
}
