import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { isUnderPetitionLaw } from '../../../domain/clock-policies.ts';
import { latestExtension } from '../../../domain/extending.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { sightOf } from '../../../domain/visibility.ts';
import type { Db } from '../../store/db.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { knownPolicies } from '../../store/known-policies.ts';
import { readWords } from '../../store/people.ts';
import { loadMessages, type MessageFacts } from '../message-facts.ts';

/** A request for more time that waits for one of these offices. */
export interface ExtensionRequest {
  id: number;
  message: MessageFacts;
  title: string;
  by: string;
  office: string;
  at: Date;
  dueAt: Date;
  wantedAt: Date;
  /** By when it is to be decided; then it goes one level up. */
  decideBy: Date | null;
  /** The asker themself: somebody else decides. */
  own: boolean;
  words: string;
  internal: string;
  latest: Date;
}

interface Row {
  id: number;
  message_id: number;
  by: string;
  asked_by: number;
  office: string;
  at: Date;
  due_at: Date;
  wanted_at: Date;
  decide_by: Date | null;
}

const working = ['officer', 'approver', 'head', 'supervisor'];

/** What waits to be decided by the offices of this member of staff, the one that is due first on top. */
export async function extensionRequests(
  db: Db,
  actor: Actor,
  limit: number,
  now: Date,
): Promise<{ items: ExtensionRequest[]; total: number }> {
  const { staffId, offices } = whoDecides(actor);
  const { rows } = await sql<Row & { total: number }>`
    select e.id, e.message_id, s.name as by, e.asked_by, o.name as office, e.asked_at as at, e.due_at, e.wanted_at,
      c.due_at as decide_by, count(*) over ()::integer as total
    from extensions e join staff s on s.id = e.asked_by join offices o on o.id = e.office_id
    left join clocks c on c.message_id = e.message_id and c.what = 'extension' and c.stopped_at is null
    where e.state = 'asked' and e.asked_of = any (${offices}) order by c.due_at, e.id limit ${limit}`.execute(
    db,
  );
  const messages = await loadMessages(
    db,
    sql`m.id = any (${rows.map((row) => row.message_id)})`,
    sql`order by m.id`,
  );
  // Whoever is asked stands above the message, unless a conflict keeps them out of it.
  const seen = messages.filter(({ matter }) => sightOf(actor, matter).original);
  const words = await readWords(
    `staff:${staffId}`,
    seen.map((m) => m.id),
    ['extension', 'original'],
  );
  const [calendar, policies] = await Promise.all([knownCalendar(now), knownPolicies(now)]);
  const items = rows.flatMap((row): ExtensionRequest[] => {
    const message = seen.find((m) => m.id === row.message_id);
    if (!message) return [];
    const said = (what: string) => words.findLast((w) => w.messageId === message.id && w.what === what);
    const asked = words.find((w) => w.what === 'extension' && w.ref === row.id)?.content;
    const { matter } = message;
    const ruled = { ...matter, regions: [], officeId: matter.answerableId };
    const of = { ...matter, dueAt: row.due_at, byPetitionLaw: isUnderPetitionLaw(policies, ruled, now) };
    return [
      {
        id: row.id,
        message: message.facts,
        title: message.text?.title ?? said('original')?.content['title'] ?? '',
        by: row.by,
        office: row.office,
        at: row.at,
        dueAt: row.due_at,
        wantedAt: row.wanted_at,
        decideBy: row.decide_by,
        own: row.asked_by === staffId,
        words: asked?.['text'] ?? '',
        internal: asked?.['internal'] ?? '',
        latest: latestExtension(of, calendar),
      },
    ];
  });
  return { items, total: rows[0]?.total ?? 0 };
}

function whoDecides(actor: Actor): { staffId: number; offices: number[] } {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const offices = actor.duties.flatMap((d) =>
    working.includes(d.role) && d.officeId !== null ? [d.officeId] : [],
  );
  if (offices.length === 0) throw new Refusal('not-allowed');
  return { staffId: actor.staffId, offices };
}
