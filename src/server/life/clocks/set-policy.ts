import type { Actor } from '../../../domain/actor.ts';
import { type ClockPolicy, policedClocks, type PolicedClock } from '../../../domain/clock-policies.ts';
import { kinds, type Kind, urgencies, type Urgency } from '../../../domain/message.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { type FieldFault, Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { recordClockChange } from '../../store/clock-changes.ts';
import { app, type Db } from '../../store/db.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import { forgetPolicies } from '../../store/known-policies.ts';

/** A policy as an operator writes it. */
export interface PolicyGiven {
  clock: string;
  region: string | null;
  office: number | null;
  kind: string | null;
  urgency: string | null;
  length: number | null;
  unit: string | null;
  /** On what it rests: a document, a decision. */
  ground: string;
}

/** Sets the length of a clock from now on; running clocks follow where the operator says so. */
export async function setPolicy(
  given: PolicyGiven,
  follow: boolean,
  actor: Actor,
  now: Date,
): Promise<{ id: number }> {
  const staffId = policyKeeper(actor);
  const id = await app()
    .transaction()
    .execute(async (tx) => {
      const policy = await checkPolicy(tx, given, now);
      const made = await insertPolicy(tx, { policy, ground: tidy(given.ground), staffId, now });
      await record(tx, { act: 'set-clock-policy', policy: made, follow, ...given }, { staffId, now });
      if (follow) await followPolicy(tx, { id: made, clock: policy.clock }, { staffId, now });
      return made;
    });
  forgetPolicies();
  return { id };
}

/** Ends a policy: what stands below it, or the default, holds again. */
export async function endPolicy(id: number, follow: boolean, actor: Actor, now: Date): Promise<void> {
  const staffId = policyKeeper(actor);
  await app()
    .transaction()
    .execute(async (tx) => {
      const ended = await tx
        .updateTable('clock_policies')
        .set({ ended_at: now, ended_by: staffId })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .returning('clock')
        .executeTakeFirst();
      if (!ended) throw new Refusal('not-found');
      await record(tx, { act: 'end-clock-policy', policy: id, follow }, { staffId, now });
      if (follow)
        await followPolicy(tx, { id, clock: ended.clock as ClockPolicy['clock'] }, { staffId, now });
    });
  forgetPolicies();
}

/** The policy that would be; refuses what cannot stand. */
export async function checkPolicy(tx: Db, g: PolicyGiven, now: Date): Promise<ClockPolicy> {
  const law = g.clock === 'petition-law';
  const one = <T extends string>(field: string, value: string | null, of: readonly T[]): FieldFault[] =>
    value === null || (of as readonly string[]).includes(value) ? [] : [{ field, code: 'wrong-choice' }];
  const faults = [
    ...one('clock', g.clock, ['petition-law', ...policedClocks]),
    ...one('kind', g.kind, kinds),
    ...one('urgency', g.urgency, urgencies),
    ...(law ? [] : lengthFaults(g)),
    ...(law && g.office === null ? [{ field: 'office', code: 'required' as const }] : []),
    ...((await officeThere(tx, g.office)) ? [] : [{ field: 'office', code: 'wrong-choice' as const }]),
    ...((await regionThere(tx, g.region)) ? [] : [{ field: 'region', code: 'wrong-choice' as const }]),
    faultOf('ground', tidy(g.ground), 200, { required: true }),
  ].filter((f) => f !== undefined);
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  const named = { regionCode: g.region, officeId: g.office, kind: g.kind as Kind | null };
  const narrowed = law
    ? { ...named, regionCode: null, kind: null, urgency: null }
    : { ...named, urgency: g.urgency as Urgency | null };
  return {
    id: Number.MAX_SAFE_INTEGER,
    clock: g.clock as PolicedClock | 'petition-law',
    campaignId: null,
    ...narrowed,
    length: law ? null : lengthGiven(g),
    validFrom: now,
  };
}

/** Who keeps the policies; refuses everybody else. */
export function policyKeeper(actor: Actor): number {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  if (!allows('keep the clock policies', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  return actor.staffId;
}

const units = ['hours', 'working-days', 'days'];
const most = 400;

function lengthFaults({ length, unit }: PolicyGiven): FieldFault[] {
  const good = length !== null && Number.isInteger(length) && length >= 1 && length <= most;
  return [
    ...(good ? [] : [{ field: 'length', code: 'wrong-choice' as const }]),
    ...(unit !== null && units.includes(unit) ? [] : [{ field: 'unit', code: 'wrong-choice' as const }]),
  ];
}

function lengthGiven({ length, unit }: PolicyGiven): ClockPolicy['length'] {
  const n = length ?? 0;
  return unit === 'hours' ? { hours: n } : unit === 'days' ? { days: n } : { workingDays: n };
}

async function officeThere(tx: Db, id: number | null): Promise<boolean> {
  if (id === null) return true;
  const found = tx.selectFrom('offices').select('id').where('id', '=', id).where('valid_to', 'is', null);
  return (await found.executeTakeFirst()) !== undefined;
}

async function regionThere(tx: Db, code: string | null): Promise<boolean> {
  if (code === null) return true;
  const found = tx
    .selectFrom('regions')
    .select('code')
    .where('code', '=', code)
    .where('valid_to', 'is', null);
  return (await found.executeTakeFirst()) !== undefined;
}

async function insertPolicy(
  tx: Db,
  by: { policy: ClockPolicy; ground: string; staffId: number; now: Date },
): Promise<number> {
  const { policy: p, now } = by;
  const [unit, n] = unitOf(p.length);
  const { id } = await tx
    .insertInto('clock_policies')
    .values({
      clock: p.clock,
      region_code: p.regionCode,
      office_id: p.officeId,
      campaign_id: p.campaignId,
      kind: p.kind,
      urgency: p.urgency,
      length: n,
      unit,
      ground: by.ground,
      valid_from: now,
      made_by: by.staffId,
      made_at: now,
      ended_at: null,
      ended_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

function unitOf(length: ClockPolicy['length']): ['hours' | 'working-days' | 'days' | null, number | null] {
  if (length === null || length === 'end-of-next-month') return [null, null];
  if ('hours' in length) return ['hours', length.hours];
  return 'days' in length ? ['days', length.days] : ['working-days', length.workingDays];
}

function record(
  tx: Db,
  what: { act: string } & Record<string, unknown>,
  by: { staffId: number; now: Date },
): Promise<void> {
  return recordChange(tx, { at: by.now, by: `staff:${by.staffId}`, what });
}

async function followPolicy(
  tx: Db,
  policy: { id: number; clock: ClockPolicy['clock'] },
  by: { staffId: number; now: Date },
): Promise<void> {
  const clock = policy.clock === 'petition-law' ? 'reply' : policy.clock;
  const change = { cause: 'policy' as const, policyId: policy.id, clock, at: by.now };
  await recordClockChange(tx, { ...change, by: `staff:${by.staffId}` });
}
