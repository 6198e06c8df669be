import { redirect } from '@sveltejs/kit';
import { isRefusal } from '#domain/refusal.ts';
import { ownChanges } from '#server/access/own-account.ts';
import { now } from '#server/clock.ts';
import { currentConfig } from '#server/current-config.ts';
import { readNotices } from '#server/life/citizen/read-notices.ts';
import { board } from '#server/views/board.ts';
import { workingCalendar } from '#server/views/calendar.ts';
import { ownMessages } from '#server/views/mine/messages.ts';
import { noticesOf } from '#server/views/mine/notices.ts';
import { unsent } from '#ui/unsent.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { signOut } from '../../session-cookie.ts';

const pageSize = 20;
const noticesShown = 10;

/** A citizen's own messages and what they were told. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { actor } = locals;
  if (actor.kind !== 'citizen') redirect(303, '/sign-in?back=/mine');
  const after = url.searchParams.get('after') ?? undefined;
  const [page, notices, calendar, changes] = await Promise.all([
    pageOf(actor.citizenId, after),
    noticesOf(board(), actor.citizenId, noticesShown),
    workingCalendar(now()),
    ownChanges(actor.citizenId),
  ]);
  return unsent({
    ...page,
    first: after === undefined,
    notices,
    changes,
    calendar,
    push: currentConfig().push !== null,
  });
};

async function pageOf(citizenId: number, after: string | undefined) {
  try {
    return await ownMessages(board(), citizenId, { after, limit: pageSize });
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'wrong-cursor') throw error;
    return ownMessages(board(), citizenId, { limit: pageSize });
  }
}

export const actions: Actions = {
  /** The citizen has read their notices. */
  read: async ({ locals }) => {
    await readNotices(locals.actor, now());
    redirect(303, '/mine');
  },
  /** Signs out of this browser. */
  'sign-out': async (event) => {
    await signOut(event, now());
    redirect(303, '/?signed-out');
  },
};
