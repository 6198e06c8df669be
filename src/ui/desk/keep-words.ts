import type { SubmitFunction } from '$app/forms';

/** Sends a form without leaving the page: what was typed stays, and where somebody was faster the page shows how things stand now. */
export const keepWords: SubmitFunction =
  () =>
  async ({ update, result }) =>
    update({ reset: false, refreshAll: result.type === 'failure' && result.status === 409 });
