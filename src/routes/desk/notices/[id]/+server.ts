import { redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { readStaffNotices } from '#server/life/people/read-staff-notices.ts';
import { board } from '#server/views/board.ts';
import { noticeTarget } from '#server/views/desk/notice-target.ts';
import { admit } from '../../admit.ts';
import type { RequestHandler } from './$types.ts';

/** Opens what a notice is about; opening it is reading it, which a plain address does not do. */
export const POST: RequestHandler = async (event) => {
  const staff = admit(event);
  const id = Number(event.params.id);
  const target = Number.isSafeInteger(id) ? await noticeTarget(board(), staff.staffId, id) : undefined;
  if (target === undefined) redirect(303, '/desk/notices?tab=all');
  await readStaffNotices({ id }, staff, now());
  redirect(303, target);
};
