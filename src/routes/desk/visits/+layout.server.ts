import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { callSheet } from '#server/views/desk/visits/call-sheet.ts';
import { admit, lostSession } from '../admit.ts';
import type { LayoutServerLoad } from './$types.ts';

/** Whom to call today, beside every card. */
export const load: LayoutServerLoad = async (event) => {
  event.depends('desk:queue');
  if (lostSession(event)) return { sheet: null };
  const at = now();
  // The path is named so that every step through the sheet reads it anew.
  return { sheet: { ...(await callSheet(board(), admit(event), at)), at, path: event.url.pathname } };
};
