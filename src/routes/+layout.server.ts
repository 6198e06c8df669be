import { now } from '#server/clock.ts';
import type { LayoutServerLoad } from './$types.ts';

/** What every page needs to draw its frame: language, size, theme, the time, and who is looking. */
export const load: LayoutServerLoad = ({ locals }) => {
  const { actor, lang, size, theme } = locals;
  const viewer = actor.kind === 'staff' || actor.kind === 'citizen' ? actor.kind : 'visitor';
  return { lang, size, theme, viewer, now: now() } as const;
};
