import type { LayoutServerLoad } from './$types.ts';

/** Who sits at the desk and as what: it decides which rooms stand in the bar, not what may be done in them. */
export const load: LayoutServerLoad = ({ locals: { actor } }) => {
  if (actor.kind !== 'staff') return { me: null, roles: [] };
  return { me: actor.name, roles: [...new Set(actor.duties.map((duty) => duty.role))] };
};
