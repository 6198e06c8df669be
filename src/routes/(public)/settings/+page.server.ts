import { redirect } from '@sveltejs/kit';
import { hostCookie } from '#ui/host-cookie.ts';
import { isPreference, preferenceCookies } from '#ui/preferences.ts';
import { safeBack } from '#ui/safe-back.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const yearInSeconds = 31_536_000;

/** Where the reader came from, and whether something was just saved. */
export const load: PageServerLoad = ({ url }) => ({
  back: safeBack(url.searchParams.get('back')),
  saved: url.searchParams.has('saved'),
});

/** Keeps language, size and theme on the device and goes back to the page that asked. */
export const actions: Actions = {
  default: async ({ request, cookies, url }) => {
    const form = await request.formData();
    const options = {
      path: '/',
      maxAge: yearInSeconds,
      httpOnly: true,
      sameSite: 'lax',
      secure: url.protocol === 'https:',
    } as const;
    for (const name of preferenceCookies) {
      const value = form.get(name);
      if (isPreference(name, value)) cookies.set(hostCookie(name, url.protocol), value, options);
    }
    redirect(303, safeBack(String(form.get('back') ?? '')));
  },
};
