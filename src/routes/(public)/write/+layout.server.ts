import type { LayoutServerLoad } from './$types.ts';

/** What somebody is writing stays with them: no copy in any cache, not even in the browser of a shared computer. */
export const load: LayoutServerLoad = ({ setHeaders }) =>
  setHeaders({ 'cache-control': 'private, no-store' });
