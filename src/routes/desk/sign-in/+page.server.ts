import { fail, redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { currentConfig } from '#server/current-config.ts';
import { board } from '#server/views/board.ts';
import { demonstrationStaff } from '#server/views/desk/demonstration.ts';
import { safeBack } from '#ui/safe-back.ts';
import { signIn } from '../session-cookie.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const isDemonstration = () => currentConfig().mode === 'embedded';

/** How staff sign in; on a laptop's own database also as whom. */
export const load: PageServerLoad = async ({ url }) => ({
  out: url.searchParams.has('out'),
  back: deskAddress(url.searchParams.get('back')),
  staff: isDemonstration() ? await demonstrationStaff(board()) : [],
});

export const actions: Actions = {
  demonstration: async (event) => {
    if (!isDemonstration()) return fail(403, { demonstrationOver: true });
    const form = await event.request.formData();
    const wanted = Number(textOf(form, 'staff'));
    const staff = (await demonstrationStaff(board())).find(({ id }) => id === wanted);
    if (!staff) return fail(422, { demonstrationOver: false });
    await signIn(event, staff.id, now());
    redirect(303, deskAddress(textOf(form, 'back')));
  },
};

function deskAddress(wanted: string | null): string {
  const back = safeBack(wanted);
  return /^\/desk(\/|$|\?)/.test(back) && !/^\/desk\/sign-/.test(back) ? back : '/desk';
}
