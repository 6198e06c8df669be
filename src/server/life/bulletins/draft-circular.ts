import type { Actor } from '../../../domain/actor.ts';
import { bulletinScopes } from '../../../domain/bulletins.ts';
import { draftCircular as compose, type Period } from '../../../domain/circular/draft-circular.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app } from '../../store/db.ts';
import { editBulletin, insertBulletin } from '../../store/bulletins.ts';
import { rosterOffice } from '../../store/shifts.ts';
import { speakerFor, withDraft } from './at-office.ts';
import { drawFigures } from './draw-figures.ts';

/** For which units and which days a circular is drafted. */
export interface CircularAsk {
  scopes: readonly string[];
  period: Period;
}

/** Drafts a circular from the numbers of the units below an office: table and text, both to be looked at by two people. */
export async function draftCircular(
  officeId: number,
  ask: CircularAsk,
  actor: Actor,
  now: Date,
): Promise<{ bulletinId: number; version: number }> {
  const { staffId } = speakerFor(actor, officeId);
  const scopes = bulletinScopes.filter((each) => ask.scopes.includes(each));
  if (scopes.length === 0) throw new Refusal('invalid', { faults: [{ field: 'scopes', code: 'required' }] });
  const figures = await drawFigures(app(), { officeId, scopes, period: ask.period }, now);
  const office = (await rosterOffice(app(), officeId))?.name ?? '';
  const text = compose({ office, period: figures.period, units: figures.units });
  const draft = { ...text, scopes, remindAfter: 2, kind: 'circular' as const, officeId, staffId, figures };
  return { bulletinId: await insertBulletin(app(), draft, now), version: 1 };
}

/** Draws the numbers of a drafted circular anew; the text that people wrote stays unless they ask for a fresh one. */
export async function redrawCircular(
  of: { id: number; version: number; freshText: boolean },
  actor: Actor,
  now: Date,
): Promise<{ bulletinId: number; version: number }> {
  return withDraft(of, actor, async (tx, bulletin, { staffId }) => {
    const { period_from: from, period_to: to, scopes, office_id: officeId } = bulletin;
    if (bulletin.kind !== 'circular' || from === null || to === null) throw new Refusal('not-found');
    const figures = await drawFigures(tx, { officeId, scopes, period: { from, to } }, now);
    const office = (await rosterOffice(tx, officeId))?.name ?? '';
    const text = of.freshText ? compose({ office, period: { from, to }, units: figures.units }) : bulletin;
    const { title, body } = text;
    await editBulletin(
      tx,
      bulletin.id,
      { title, body, scopes, remindAfter: bulletin.remind_after, staffId, figures },
      now,
    );
    return { bulletinId: bulletin.id, version: bulletin.version + 1 };
  });
}
