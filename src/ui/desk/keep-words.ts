import type { SubmitFunction } from '$app/forms';

type Answer = Parameters<Exclude<Awaited<ReturnType<SubmitFunction>>, void>>[0];

/** Sends a form without leaving the page: what was typed stays. */
export const keepWords: SubmitFunction = () => showAnswer;

/** Shows what a form was answered with; where somebody was faster the page shows how things stand now. */
export async function showAnswer({ update, result }: Answer): Promise<void> {
  const faster = result.type === 'failure' && [409, 423].includes(result.status ?? 0);
  await update({ reset: false, refreshAll: faster });
  // Faults of fields stand beside them; a word on the whole stands on top.
  const onTop = result.type === 'failure' && (faster || !hasFaults(result.data));
  if (onTop) document.querySelector('main > .scroll')?.scrollTo({ top: 0 });
}

function hasFaults(data: Record<string, unknown> | undefined): boolean {
  const errors = data?.['errors'];
  return Array.isArray(errors) && errors.length > 0;
}
