import type { Actor } from '../../../domain/actor.ts';
import { dayOf } from '../../../domain/calendar.ts';
import { decide } from '../../../domain/decide.ts';
import { isRefusal, Refusal } from '../../../domain/refusal.ts';
import { app } from '../../store/db.ts';
import { commandCentres, keepBulletinMessages } from '../../store/bulletin-messages.ts';
import { insertBulletin } from '../../store/bulletins.ts';
import { withMessage } from '../../store/lock-message.ts';
import { speakerFor } from './at-office.ts';
import { checkBulletin } from './check-bulletin.ts';

/** The most messages that one report can hold and still be read. */
export const mostReported = 50;

/** A special report as somebody begins it: what to say, on which messages, to which command centre where there are several. */
export interface GivenReport {
  title: string;
  body: string;
  codes: readonly string[];
  target?: number;
}

/** Drafts a special report (专报) on a selection of messages to the command centre of the same level. */
export async function draftSpecialReport(
  officeId: number,
  given: GivenReport,
  actor: Actor,
  now: Date,
): Promise<{ bulletinId: number; version: number }> {
  const { staffId } = speakerFor(actor, officeId);
  const text = checkBulletin({ ...given, scopes: [] }, 'one');
  const centres = await commandCentres(app(), officeId, dayOf(now));
  const target = given.target === undefined ? centres[0] : centres.find((each) => each.id === given.target);
  if (!target) throw new Refusal('invalid', { faults: [{ field: 'target', code: 'no-command-centre' }] });
  const messageIds = await reportable([...new Set(given.codes)], actor);
  return app()
    .transaction()
    .execute(async (tx) => {
      const draft = { ...text, kind: 'special-report' as const, officeId, staffId, targetId: target.id };
      const bulletinId = await insertBulletin(tx, draft, now);
      await keepBulletinMessages(tx, bulletinId, messageIds);
      return { bulletinId, version: 1 };
    });
}

// Each message must be theirs to report: a report is no way to look at what one may not see.
async function reportable(codes: readonly string[], actor: Actor): Promise<number[]> {
  const fault = (code: 'required' | 'too-many-messages' | 'not-reportable', which?: string) =>
    new Refusal('invalid', {
      faults: [{ field: 'codes', code, with: { most: mostReported, which: which ?? '' } }],
    });
  if (codes.length === 0) throw fault('required');
  if (codes.length > mostReported) throw fault('too-many-messages');
  const ids: number[] = [];
  for (const code of codes) {
    const id = await withMessage(code, async (_, { matter }) => {
      decide(matter, 'report-upward', actor);
      return matter.id;
    }).catch((error: unknown) => {
      throw isRefusal(error) ? fault('not-reportable', code) : error;
    });
    ids.push(id);
  }
  return ids;
}
