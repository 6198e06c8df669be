import { now } from '#server/clock.ts';
import { admit } from '../../admit.ts';
import { deskAddress } from '../../desk-address.ts';
import { goingTo, saying } from '../../provider-no.ts';
import { toProvider } from '../../to-provider.ts';
import type { RequestHandler } from './$types.ts';

/** Sends the browser to the provider: to enter, or (`for=confirm`) to prove that whoever is signed in is there. */
export const GET: RequestHandler = async (event) => {
  const { searchParams } = event.url;
  const back = deskAddress(searchParams.get('back'));
  const confirms = searchParams.get('for') === 'confirm';
  const staffId = confirms ? admit(event).staffId : null;
  try {
    const purpose = confirms ? 'confirm' : 'enter';
    return goingTo(await toProvider(event, { purpose, staffId, back }, now()));
  } catch (error) {
    return saying(error, confirms ? '/desk/sign-in/again' : '/desk/sign-in');
  }
};
