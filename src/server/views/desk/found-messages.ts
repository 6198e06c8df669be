import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { Kind } from '../../../domain/message.ts';
import { type Sight, sightOf } from '../../../domain/visibility.ts';
import type { Db } from '../../store/db.ts';
import { readWords } from '../../store/people.ts';
import { loadMessages, type LoadedMessage } from '../message-facts.ts';

/** A message that a search found, as its list shows it. */
export interface FoundRow {
  code: string;
  title: string;
  kind: Kind;
  leader: string;
  region: string | null;
  receivedAt: Date;
  /** The address at which this reader opens it. */
  href: string;
}

/** The messages of these numbers in their order, for whoever may read them; others are left out. */
export async function foundMessages(db: Db, ids: readonly number[], actor: Actor): Promise<FoundRow[]> {
  if (ids.length === 0 || actor.kind !== 'staff') return [];
  const loaded = await loadMessages(
    db,
    sql`m.id = any (${ids})`,
    sql`order by m.received_at desc, m.id desc`,
  );
  const seen = loaded.flatMap((message) => {
    const sight = sightOf(actor, message.matter);
    return sight.original || sight.relations.has('reviewer') ? [{ message, sight }] : [];
  });
  const hidden = seen.filter(({ message }) => message.text === null).map(({ message }) => message.id);
  const words = await readWords(`staff:${actor.staffId}`, hidden, ['original', 'published']);
  const titleOf = ({ id, text }: LoadedMessage) =>
    text?.title ?? words.findLast((w) => w.messageId === id)?.content['title'] ?? '';
  return seen.map(({ message, sight }) => ({
    code: message.facts.code,
    title: titleOf(message),
    kind: message.facts.kind,
    leader: message.facts.leader.name,
    region: message.facts.region?.name ?? null,
    receivedAt: message.facts.receivedAt,
    href: `/desk/${roomOf(sight)}/${message.facts.code}`,
  }));
}

const handling = ['answerable', 'addressed', 'holder', 'joint', 'receiver', 'orderer', 'approver'] as const;

function roomOf({ relations }: Sight): string {
  if (handling.some((each) => relations.has(each))) return 'handling';
  if (relations.has('above')) return 'supervision';
  return relations.has('leader') ? 'instructions' : 'review';
}
