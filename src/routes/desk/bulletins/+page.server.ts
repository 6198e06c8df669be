import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { bulletins } from '#server/views/desk/bulletins.ts';
import { admit } from '../admit.ts';
import type { PageServerLoad } from './$types.ts';

const rows = 30;

/** What came in from above, or what one's own offices send. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const { searchParams } = event.url;
  const tab = searchParams.get('tab') === 'sent' ? ('sent' as const) : ('received' as const);
  const asked = searchParams.get('offset') ?? '';
  const offset = /^\d{1,6}$/.test(asked) ? Number(asked) : 0;
  const list = await bulletins(board(), staff, { tab, limit: rows, offset });
  return { ...list, tab, offset, limit: rows, at: now(), dropped: searchParams.get('done') === 'drop' };
};
