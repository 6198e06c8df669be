import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import { stands } from '../../../../domain/decide.ts';
import { type Act, allows } from '../../../../domain/policy.ts';
import { relationsTo } from '../../../../domain/relations.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type StepName, steps } from '../../../../domain/steps/table.ts';
import { type DossierResult, officeAbove, seatsOf, urgeEveryMs } from '../../../../domain/supervising.ts';
import type { Matter } from '../../../../domain/matter.ts';
import { sightOf } from '../../../../domain/visibility.ts';
import type { Db } from '../../../store/db.ts';
import { type OpenWords, readWords } from '../../../store/people.ts';
import { loadMessage } from '../../message-facts.ts';

/** One urging, with its words where there were any. */
export interface Urging {
  at: Date;
  /** Null: the clock urged. */
  office: string | null;
  who: string | null;
  words: string;
  /** Nothing was answered since. */
  open: boolean;
}

/** A dossier with everything written in it. */
export interface Dossier {
  number: number;
  office: { id: number; name: string };
  unit: { id: number; name: string };
  openedAt: Date;
  openedBy: string | null;
  dueAt: Date;
  demand: string;
  closedAt: Date | null;
  closedBy: string | null;
  result: DossierResult | null;
  entries: { what: string; office: string; who: string | null; at: Date; words: string }[];
}

/** How a message is watched, and what this reader may do about it. */
export interface Supervision {
  urges: Urging[];
  dossiers: Dossier[];
  may: {
    urge: boolean;
    /** Their office urged within the hour. */
    urgedAt: Date | null;
    open: boolean;
    report: boolean;
    reply: boolean;
    close: boolean;
    escalate: boolean;
  };
}

/** Urges and dossiers of a message for those who handle or supervise it; 404 for everybody else. */
export async function supervisionOf(db: Db, code: string, actor: Actor, now: Date): Promise<Supervision> {
  if (actor.kind === 'visitor') throw new Refusal('sign-in-needed');
  const message = await loadMessage(db, code);
  if (!message || actor.kind !== 'staff') throw new Refusal('not-found');
  const { matter, id } = message;
  const sight = sightOf(actor, matter);
  if (!sight.original || !sight.history) throw new Refusal('not-found');
  const [words, urges, dossiers] = await Promise.all([
    readWords(`staff:${actor.staffId}`, [id], ['urge', 'dossier']),
    urgesOf(db, id),
    dossiersOf(db, id),
  ]);
  const said = wordsBy(words);
  const open = dossiers.find((d) => d.closedAt === null);
  return {
    urges: urges.map(({ id: ref, at, office, who }) => ({
      at,
      office,
      who,
      words: said('urge', ref),
      open: matter.answeredAt === null || at > matter.answeredAt,
    })),
    dossiers: dossiers.map(({ id: ref, entries, ...dossier }) => ({
      ...dossier,
      demand: said('dossier', ref),
      entries: entries.map(({ id: entry, what, office, who, at }) => ({
        what,
        office,
        who,
        at,
        words: said('dossier', entry),
      })),
    })),
    may: mayDo(matter, actor, { urges, open, now }),
  };
}

function wordsBy(words: readonly OpenWords[]) {
  return (what: string, ref: number): string =>
    words.find((w) => w.what === what && w.ref === ref)?.content['text'] ?? '';
}

function mayDo(
  matter: Matter,
  actor: Actor,
  at: { urges: UrgeRow[]; open: DossierRow | undefined; now: Date },
): Supervision['may'] {
  const relations = relationsTo(actor, matter);
  const may = (step: StepName) => stands(matter, steps[step]) && allows(steps[step].act as Act, relations);
  const { urges, open, now } = at;
  const seat = officeAbove(actor, matter.aboveIds);
  const last = urges.find((u) => u.officeId === seat && seat !== undefined);
  const urgedAt = last && now.getTime() - last.at.getTime() < urgeEveryMs ? last.at : null;
  const seats = seatsOf(actor);
  const owns = open !== undefined && seats.includes(open.office.id);
  const stray = open !== undefined && !matter.aboveIds.includes(open.office.id);
  const above = open && matter.aboveIds[matter.aboveIds.indexOf(open.office.id) + 1];
  const own = [open?.unit.id, matter.answerableId, matter.holderId].some((id) => id && seats.includes(id));
  return {
    urge: may('urge') && seat !== undefined && !urgedAt,
    urgedAt,
    open: may('open-dossier') && seat !== undefined && !open,
    report: !!open && may('report-dossier'),
    reply: !!open && may('reply-dossier'),
    close: owns && !own && may('close-dossier'),
    escalate: (owns || stray) && above !== undefined && may('escalate'),
  };
}

type UrgeRow = Omit<Urging, 'words' | 'open'> & { id: number; officeId: number | null };

async function urgesOf(db: Db, messageId: number): Promise<UrgeRow[]> {
  const { rows } = await sql<UrgeRow>`
    select u.id, u.at, u.office_id as "officeId", o.name as office, s.name as who from urges u left join offices o on o.id = u.office_id
    left join staff s on s.id = u.staff_id where u.message_id = ${messageId} order by u.at desc, u.id desc`.execute(
    db,
  );
  return rows;
}

type EntryRow = Omit<Dossier['entries'][number], 'words'> & { id: number };
type DossierRow = Omit<Dossier, 'demand' | 'entries'> & { id: number; entries: EntryRow[] };

async function dossiersOf(db: Db, messageId: number): Promise<DossierRow[]> {
  const [dossiers, entries] = await Promise.all([
    sql<Omit<DossierRow, 'entries'>>`
      select d.id, d.number, json_build_object('id', o.id, 'name', o.name) as office, json_build_object('id', u.id, 'name', u.name) as unit,
        d.opened_at as "openedAt", a.name as "openedBy", d.due_at as "dueAt", d.closed_at as "closedAt", z.name as "closedBy", d.result
      from dossiers d join offices o on o.id = d.office_id join offices u on u.id = d.unit_id left join staff a on a.id = d.opened_by
      left join staff z on z.id = d.closed_by where d.message_id = ${messageId} order by d.opened_at desc, d.id desc`.execute(
      db,
    ),
    sql<EntryRow & { dossierId: number }>`
      select e.id, e.dossier_id as "dossierId", e.what, o.name as office, s.name as who, e.at from dossier_entries e join dossiers d on d.id = e.dossier_id
      join offices o on o.id = e.office_id left join staff s on s.id = e.staff_id where d.message_id = ${messageId} order by e.at, e.id`.execute(
      db,
    ),
  ]);
  return dossiers.rows.map((d) => ({
    ...d,
    entries: entries.rows.filter((e) => e.dossierId === d.id),
  }));
}
