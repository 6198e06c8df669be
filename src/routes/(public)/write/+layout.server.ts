import { now } from '#server/clock.ts';
import { standingBan } from '#server/views/mine/ban.ts';
import type { LayoutServerLoad } from './$types.ts';

/** What somebody is writing stays with them: no copy in any cache, not even in the browser of a shared computer. Who may not send hears of it before they write. */
export const load: LayoutServerLoad = async ({ setHeaders, locals: { actor } }) => {
  setHeaders({ 'cache-control': 'private, no-store' });
  const ban = actor.kind === 'citizen' ? await standingBan(actor.citizenId, now()) : undefined;
  return { bannedUntil: ban?.until ?? null };
};
