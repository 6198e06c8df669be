import type { Lives } from '../../domain/status.ts';
import { app } from './db.ts';

/** The receipt of a message that a retried submission made already. */
export async function replayed(
  code: string,
): Promise<{ code: string; state: Lives; answerable: string; dueAt: Date | null }> {
  const row = await app()
    .selectFrom('messages as m')
    .innerJoin('offices as o', 'o.id', 'm.answerable_id')
    .select(['m.code', 'm.publication', 'm.handling', 'm.voice', 'm.attention', 'm.due_at', 'o.name'])
    .where('m.code', '=', code)
    .executeTakeFirstOrThrow();
  const { publication, handling, voice, attention } = row;
  return {
    code,
    state: { publication, handling, voice, attention },
    answerable: row.name,
    dueAt: row.due_at,
  };
}
