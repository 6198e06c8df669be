import type { Lives } from '../../domain/status.ts';
import { officeName } from '../views/office-name.ts';

/** What a caller is told of a message after a step. */
export interface Told {
  code: string;
  state: Lives;
  /** The name of the office that answers for it. */
  answerable: string;
  dueAt: Date | null;
}

/** The outcome of a step in the words of the API: the answerable office by name. */
export async function told(taken: {
  code: string;
  state: Lives;
  answerableId: number;
  dueAt: Date | null;
}): Promise<Told> {
  const { code, state, answerableId, dueAt } = taken;
  return { code, state, answerable: (await officeName(answerableId)) ?? '', dueAt };
}
