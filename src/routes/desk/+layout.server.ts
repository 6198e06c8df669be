import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { atTheBar } from '#server/views/desk/at-the-bar.ts';
import type { LayoutServerLoad } from './$types.ts';

/** Who sits at the desk and as what: it decides which rooms stand in the bar, not what may be done in them. */
export const load: LayoutServerLoad = async ({ locals: { actor }, url, depends }) => {
  depends('desk:notices');
  if (actor.kind !== 'staff') return { me: null, roles: [], unread: 0, watch: null, takeDowns: 0, bans: 0 };
  const roles = [...new Set(actor.duties.map((duty) => duty.role))];
  // The path is named so that every page of the desk reads the bell anew.
  return { me: actor.name, roles, ...(await atTheBar(board(), actor.staffId, now())), path: url.pathname };
};
