import { named } from '../compose.ts';
import { alone } from '../tx.ts';

const use = named(
  'insert into proof_uses (id, expires_at) values ($1, $2) on conflict do nothing returning id',
);

/** Uses a proof up; false where it was tried before, here or in another process. */
export async function useProof(id: string, expiresAt: Date): Promise<boolean> {
  return (await alone.rows(use, [id, expiresAt])).length > 0;
}
