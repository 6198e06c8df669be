import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { dossierList, dossierTabs } from '#server/views/desk/supervision/dossier-list.ts';
import { admit } from '../../../admit.ts';
import type { PageServerLoad } from './$types.ts';

const limit = 50;

/** The dossiers of one's offices, and those about one's own unit. */
export const load: PageServerLoad = async (event) => {
  event.depends('desk:wall');
  const staff = admit(event);
  const at = now();
  const { searchParams } = event.url;
  const tab = dossierTabs.find((each) => each === searchParams.get('tab')) ?? 'open';
  const asked = searchParams.get('offset') ?? '';
  const offset = /^\d{1,6}$/.test(asked) ? Number(asked) : 0;
  const { items, counts } = await dossierList(board(), staff, { tab, limit, offset }, at);
  return { items, counts, tab, offset, limit, at };
};
