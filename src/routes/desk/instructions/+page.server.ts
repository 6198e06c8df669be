import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { clockReader } from '#server/views/desk/clock-reading.ts';
import { givenInstructions, workplacesOf } from '#server/views/desk/leader/given-instructions.ts';
import { admit } from '../admit.ts';
import type { PageServerLoad } from './$types.ts';

const tabs = ['to-do', 'to-accept', 'late'] as const;

/** What leaders instruct these offices to do, what waits for their acceptance, and what is late with them and below. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const at = now();
  const offices = workplacesOf(staff);
  const tab = tabs.find((each) => each === event.url.searchParams.get('tab')) ?? 'to-do';
  const [read, ...lists] = await Promise.all([
    clockReader(at),
    ...tabs.map((each) => givenInstructions(board(), staff, { tab: each, offices }, at)),
  ]);
  const items = (lists[tabs.indexOf(tab)] ?? []).map((each) => ({
    ...each,
    clock: read({ startsAt: each.startsAt, dueAt: each.dueAt }),
  }));
  return { at, tab, items, counts: tabs.map((name, index) => ({ name, n: lists[index]?.length ?? 0 })) };
};
