import { fail, redirect } from '@sveltejs/kit';
import { takesPasskeys } from '#server/access/entry/passkeys.ts';
import { byPassword } from '#server/access/entry/door.ts';
import { providerLabel, signOutAtProvider } from '#server/access/entry/provider.ts';
import { now } from '#server/clock.ts';
import { currentConfig } from '#server/current-config.ts';
import { board } from '#server/views/board.ts';
import { demonstrationStaff } from '#server/views/desk/demonstration.ts';
import { endOfCarried } from '../../session-cookie.ts';
import { deskAddress, wayIn } from '../desk-address.ts';
import { providerNo } from '../provider-no.ts';
import { refused } from '../refused.ts';
import { toProvider } from '../to-provider.ts';
import { comeIn } from '../way-in.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const isDemonstration = () => currentConfig().mode === 'embedded';

/** How staff sign in; on a laptop's own database also as whom. */
export const load: PageServerLoad = async ({ url, locals, cookies }) => ({
  out: url.searchParams.has('out'),
  ended: await endOfCarried({ url, cookies }, now()),
  back: deskAddress(url.searchParams.get('back')),
  passkeys: takesPasskeys(url),
  provider: providerLabel(),
  no: providerNo(url, locals.lang),
  // Whoever came in by the provider is signed in there still.
  signOutAt: url.searchParams.get('out') === 'provider' ? await signOutAtProvider('/desk/sign-in') : null,
  staff: isDemonstration() ? await demonstrationStaff(board()) : [],
});

export const actions: Actions = {
  password: async (event) => {
    const form = await event.request.formData();
    const typed = { login: textOf(form, 'login'), password: textOf(form, 'password') };
    const back = deskAddress(textOf(form, 'back'));
    let next: string;
    try {
      const { staffId } = await byPassword(typed, now());
      next = await comeIn(event, staffId, { proof: 'password', now: now() });
    } catch (error) {
      const no = refused(error, event.locals.lang);
      return fail(no.status, { demonstrationOver: false, login: typed.login, ...no.shown });
    }
    redirect(303, next === 'in' ? back : wayIn(back));
  },
  // To the provider: a form's answer may not lead off the site, its page may.
  provider: async (event) => {
    const back = deskAddress(textOf(await event.request.formData(), 'back'));
    try {
      return { onward: await toProvider(event, { purpose: 'enter', staffId: null, back }, now()) };
    } catch (error) {
      const no = refused(error, event.locals.lang);
      return fail(no.status, { demonstrationOver: false, ...no.shown });
    }
  },
  demonstration: async (event) => {
    if (!isDemonstration()) return fail(403, { demonstrationOver: true });
    const form = await event.request.formData();
    const wanted = Number(textOf(form, 'staff'));
    const staff = (await demonstrationStaff(board())).find(({ id }) => id === wanted);
    if (!staff) return fail(422, { demonstrationOver: false });
    await comeIn(event, staff.id, { proof: 'demonstration', now: now() });
    redirect(303, deskAddress(textOf(form, 'back')));
  },
};
