import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import { bindIdentity as keepIdentity, unbindIdentity as endIdentity } from '../../store/entry/identities.ts';
import { lockStaff } from '../../store/staff.ts';
import { changeDirectory } from '../directory/change-directory.ts';
import { keeper } from '../directory/keeper.ts';

/** Binds an account at the provider to a member of staff: by an operator who types its id, or (`proven`) by themselves, who have just shown it. */
export async function bindIdentity(
  of: { staffId: number; issuer: string; subject: string; knownAs: string | null },
  actor: Actor | 'proven',
  now: Date,
): Promise<void> {
  const by = actor === 'proven' ? `staff:${of.staffId}` : keeper(actor);
  const subject = actor === 'proven' ? of.subject : tidy(of.subject);
  const fault = faultOf('subject', subject, 255, { required: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  await changeDirectory(async (tx) => {
    if (!(await lockStaff(tx, of.staffId))) throw new Refusal('not-found');
    if (!(await keepIdentity(tx, { ...of, subject, by }, now))) throw new Refusal('identity-taken');
    // Who and when; the provider's own id of a person stays out of the record.
    await recordChange(tx, { at: now, by, what: { act: 'bind-identity', staffId: of.staffId } });
  });
}

/** Takes the account at the provider away from a member of staff; it opens nothing from this minute on. */
export async function unbindIdentity(
  of: { staffId: number; issuer: string },
  actor: Actor,
  now: Date,
): Promise<void> {
  const own = actor.kind === 'staff' && actor.staffId === of.staffId;
  const by = own ? `staff:${of.staffId}` : keeper(actor);
  await changeDirectory(async (tx) => {
    if (!(await endIdentity(tx, of, now)))
      throw new Refusal('wrong-state', { detail: 'no account is bound' });
    await recordChange(tx, { at: now, by, what: { act: 'unbind-identity', staffId: of.staffId } });
  });
}
