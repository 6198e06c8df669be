import { Refusal } from '../../../domain/refusal.ts';
import { type Entry, entryOf, staffById } from '../../store/entry/keyring.ts';
import {
  confirmSession,
  endOtherSessions,
  endSessionOf,
  type OwnSession,
  sessionsOf,
} from '../../store/entry/sessions.ts';

/** How somebody enters, as they see it themselves. */
export interface OwnEntry extends Pick<Entry, 'password' | 'totp' | 'codesLeft'> {
  login: string;
  sessions: OwnSession[];
}

/** How this member of staff enters, and where they are signed in. */
export async function ownEntry(staffId: number, secret: string, now: Date): Promise<OwnEntry> {
  const [staff, entry, sessions] = await Promise.all([
    staffById(staffId),
    entryOf(staffId),
    sessionsOf(staffId, secret, now),
  ]);
  const { password, totp, codesLeft } = entry;
  return { login: staff?.login ?? '', password, totp, codesLeft, sessions };
}

/** Ends a session of one's own. */
export async function endOwnSession(staffId: number, id: number, now: Date): Promise<void> {
  if (!(await endSessionOf(staffId, id, now))) throw new Refusal('not-found');
}

/** Ends all sessions of one's own but this one. */
export function endOwnOthers(staffId: number, secret: string, now: Date): Promise<number> {
  return endOtherSessions(staffId, secret, now);
}

/** The owner of this session has just proved to be there. */
export function confirmFresh(secret: string, now: Date): Promise<void> {
  return confirmSession(secret, now);
}
