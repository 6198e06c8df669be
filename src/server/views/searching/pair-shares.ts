import { sql } from 'kysely';
import type { Shares } from '../../../domain/searching/search-words.ts';
import type { Db } from '../../store/db.ts';
import { remember } from '../remember.ts';

/** Texts are analysed anew after some tenth of them has changed: days at least. */
const freshForMs = 600_000;

const known = remember<'all', Shares>(async (db) => {
  const { rows } = await sql<{ pair: string; share: number }>`select pair, share from pair_shares()`.execute(
    db,
  );
  return new Map(rows.map(({ pair, share }) => [pair, share]));
}, freshForMs);

/** In which share of all texts the most frequent pairs of characters stand, some thousand of them; ten minutes old at most. */
export const pairShares = (db: Db): Promise<Shares> => known(db, 'all');
