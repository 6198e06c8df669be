import { type Actor, visitor } from '../../domain/actor.ts';
import { ownerOfSession } from './session.ts';
import { staffActor } from './staff-actor.ts';
import { staffByBearer } from './staff-token.ts';
import { verifiedBy } from './verification.ts';

/** The cookie that carries a session where a laptop serves without TLS. */
export const sessionCookie = 'huiyin-session';

/** The cookie that carries a session on a site of this protocol. With TLS no other host, path or plain connection can set it. */
export function sessionCookieAt(protocol: string): string {
  return protocol.startsWith('https') ? `__Host-${sessionCookie}` : sessionCookie;
}

/** Who is knocking with this session cookie? */
export async function whoBySession(secret: string | undefined, now: Date): Promise<Actor> {
  const found = secret ? await ownerOfSession(secret, now) : undefined;
  if (!found) return visitor;
  const { owner, phoneLost } = found;
  if ('staffId' in owner) return (await staffActor(owner.staffId, now)) ?? visitor;
  return { kind: 'citizen', citizenId: owner.citizenId, ...(phoneLost && { phoneLost: true as const }) };
}

/** Who is knocking with this bearer token: a member of staff's program, a citizen whose phone was just confirmed, or one in the mini program. */
export async function whoByBearer(token: string, now: Date): Promise<Actor> {
  const staff = await staffByBearer(token, now);
  if (staff) return staff;
  const verified = await verifiedBy(token, now);
  if (verified) return { kind: 'citizen', citizenId: verified.citizenId };
  const session = await whoBySession(token, now);
  // A session of staff lives in a browser's cookie alone.
  return session.kind === 'citizen' ? session : visitor;
}
