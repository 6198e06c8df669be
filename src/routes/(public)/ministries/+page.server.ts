import { board } from '#server/views/board.ts';
import { leadersOfMinistries } from '#server/views/leaders.ts';
import type { PageServerLoad } from './$types.ts';

/** The ministries that take suggestions. */
export const load: PageServerLoad = async () => ({ ministries: await leadersOfMinistries(board()) });
