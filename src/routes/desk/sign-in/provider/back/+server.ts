import type { RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { refuseUnlessProven } from '#server/access/entry/confirm.ts';
import { proofOf, staffVouchedFor } from '#server/access/entry/identity.ts';
import { comeBack, type Returned } from '#server/access/entry/provider.ts';
import { now } from '#server/clock.ts';
import { bindIdentity } from '#server/life/people/bind-identity.ts';
import { renewCarried } from '../../../../session-cookie.ts';
import { deskAddress, wayIn } from '../../../desk-address.ts';
import { goingTo, saying } from '../../../provider-no.ts';
import { tripIn } from '../../../../trip-cookie.ts';
import { atTheDoor, comeIn, stepIn } from '../../../way-in.ts';
import type { RequestHandler } from './$types.ts';

/** Where the provider sends the browser back to with its answer. */
export const GET: RequestHandler = async (event) => {
  try {
    const returned = await comeBack(event.url.search, tripIn(event), now());
    return goingTo(await arrive[returned.purpose](event, returned));
  } catch (error) {
    return saying(error, await whereFrom(event));
  }
};

type Arrive = (event: RequestEvent, returned: Returned) => Promise<string>;

const arrive: Record<Returned['purpose'], Arrive> = {
  enter: async (event, returned) => {
    const staffId = await staffVouchedFor(returned, now());
    const next = await comeIn(event, staffId, { proof: proofOf(returned), now: now() });
    const back = deskAddress(returned.back);
    return next === 'in' ? back : wayIn(back);
  },
  confirm: async (event, returned) => {
    const staffId = await staffVouchedFor(returned, now());
    const { actor } = event.locals;
    if (actor.kind !== 'staff' || actor.staffId !== staffId || staffId !== returned.staffId)
      throw new Refusal('provider-other');
    const shown = [proofOf(returned), ...(returned.factor ? [returned.factor] : [])];
    await refuseUnlessProven(staffId, shown, now());
    await renewCarried(event, now());
    return deskAddress(returned.back);
  },
  // Somebody who is in binds the account on their own page; somebody with a link, in place of a password.
  bind: async (event, returned) => {
    const { actor } = event.locals;
    const entrant = actor.kind === 'staff' ? undefined : await atTheDoor(event, now());
    const staffId = actor.kind === 'staff' ? actor.staffId : entrant?.staffId;
    const atLink = entrant?.next === 'new-password' && entrant.shown.includes('link');
    if (staffId === undefined || staffId !== returned.staffId || (entrant && !atLink))
      throw new Refusal('provider-stale');
    const { issuer, vouched } = returned;
    const of = { staffId, issuer, subject: vouched.subject, knownAs: vouched.knownAs };
    await bindIdentity(of, 'proven', now());
    if (!entrant) return '/desk/own?done=bound';
    const next = await stepIn(event, entrant, { proof: proofOf(returned), now: now() });
    return next === 'in' ? '/desk' : wayIn('/desk');
  },
};

async function whereFrom(event: RequestEvent): Promise<string> {
  if (event.locals.actor.kind === 'staff') return '/desk/own';
  return (await atTheDoor(event, now())) ? '/desk/sign-in/on' : '/desk/sign-in';
}
