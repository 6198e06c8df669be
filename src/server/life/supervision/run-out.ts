import type { Actor } from '../../../domain/actor.ts';
import type { ClockEffect } from '../../../domain/firing.ts';
import { dossierDue, dossierOpensAt } from '../../../domain/supervising.ts';
import type { Happening } from '../../../domain/telling.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { clockStillDue } from '../../store/clock-running.ts';
import { awaitDossier, entryRow, openDossierOf } from '../../store/dossiers.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import type { Tx } from '../../store/tx.ts';
import { passExtensionUp } from '../clocks/pass-extension-up.ts';
import { resumeWhenDue } from '../clocks/resume.ts';
import { fallBack } from '../handling/orders/fall-back.ts';
import { rulesFor } from '../clocks/ruled.ts';
import { type Effects, type Taken, takeLocked } from '../take.ts';
import { tellAuthor } from '../tell-author.ts';
import { tellOffice } from '../tell-office.ts';
import { urgeInstruction } from '../instructing/urge-instruction.ts';
import { opening } from './open-dossier.ts';
import { tellUnits, urging } from './urge.ts';

/** A clock that ran out, and what that does to its message. */
export interface RunOut {
  code: string;
  clockId: number;
  effect: ClockEffect;
}

/**
 * Does what a clock that ran out does: late urges and, a working day later, opens a dossier; an unmended rejection
 * lapses, an answered message closes. Once for each clock, however often it is asked; refused as wrong-state when the
 * clock was stopped meanwhile.
 */
export async function runOut({ code, clockId, effect }: RunOut, actor: Actor, now: Date): Promise<Taken> {
  if (effect === 'resume-due') return resumeWhenDue(code, actor, now);
  if (effect === 'urge-instruction') return urgeInstruction({ code, clockId }, actor, now);
  if (effect === 'pass-extension-up') return passExtensionUp(code, clockId, actor, now);
  if (effect === 'fall-back') return fallBack(code, clockId, actor, now);
  return withMessage(code, async (tx, locked) => {
    if (!(await clockStillDue(tx, { clockId, messageId: locked.matter.id }, [effect]))) {
      throw new Refusal('wrong-state', { detail: `${effect}: clock ${clockId} was stopped or has done it` });
    }
    const done = await following[effect](tx, locked, now);
    return takeLocked(tx, locked, {
      step: effect,
      actor,
      now,
      effects: () => ({ ...done, facts: { ...done.facts, clock: clockId } }),
    });
  });
}

type Following = (tx: Tx, locked: Locked, now: Date) => Promise<Effects> | Effects;

type MessageEffect = Exclude<
  ClockEffect,
  'resume-due' | 'pass-extension-up' | 'fall-back' | 'urge-instruction'
>;

const following: Record<MessageEffect, Following> = {
  urge: urged,
  'open-dossier': opened,
  'dossier-late': dossierLate,
  lapse: (_tx, locked, now) => told('lapsed', locked, now),
  close: (_tx, locked, now) => told('closed', locked, now),
};

function told(what: Happening, locked: Locked, now: Date): Effects {
  return { jobs: [tellAuthor(locked, what, now)] };
}

async function urged(_tx: Tx, locked: Locked, now: Date): Promise<Effects> {
  const { matter } = locked;
  const done = urging(locked, { officeId: null, staffId: null }, now);
  const [ownerId] = matter.aboveIds;
  const startsAt = matter.dueAt ?? now;
  // What still waits for review is the desk's affair: nobody above may look into it yet.
  if (ownerId === undefined || matter.transferredAt === null) return done;
  const dueAt = dossierOpensAt(startsAt, await knownCalendar(now));
  return { ...done, rows: [...done.rows, awaitDossier({ messageId: matter.id, startsAt, dueAt, ownerId })] };
}

async function opened(tx: Tx, locked: Locked, now: Date): Promise<Effects> {
  const [officeId] = locked.matter.aboveIds;
  if (officeId === undefined || (await openDossierOf(tx, locked.matter.id)))
    throw new Refusal('wrong-state', { detail: 'open-dossier: nobody above, or one is open' });
  const dueAt = dossierDue(undefined, now, await rulesFor(locked, now));
  const done = opening(locked, { officeId, openedBy: null, dueAt }, now);
  return { ...done, jobs: [...done.jobs, tellOffice(locked, officeId, 'dossier-opened', now)] };
}

async function dossierLate(tx: Tx, locked: Locked, now: Date): Promise<Effects> {
  const { matter, spareId } = locked;
  const dossier = await openDossierOf(tx, matter.id);
  if (!dossier) throw new Refusal('wrong-state', { detail: 'dossier-late: closed meanwhile' });
  const { officeId } = dossier;
  return {
    rows: [entryRow({ id: spareId, dossierId: dossier.id, what: 'late', staffId: null, officeId, at: now })],
    jobs: [tellOffice(locked, officeId, 'dossier-late', now), ...tellUnits(locked, 'dossier', now)],
    facts: { dossier: dossier.id },
  };
}
