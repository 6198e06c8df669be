import type pg from 'pg';

const now = 'select pg_current_xact_id()::text::bigint + history_offset() as at';

/**
 * Rows of history are sealed in the order of their transactions, which another server counts anew: after a move the count
 * goes on behind everything that was written before. `client` acts as huiyin_owner. `moved`: rows have just come from
 * another server; without it, only what is sealed is looked at, which costs nothing.
 */
export async function keepOrder(client: pg.ClientBase, moved = false): Promise<void> {
  const { rows: shaped } = await client.query<{ there: boolean; clues: boolean }>(
    `select to_regproc('public.history_offset') is not null as there, to_regclass('public.sealed_rows') is not null as clues`,
  );
  if (!shaped[0]?.there || !(moved || (await isBehind(client)))) return;
  // A board of an earlier version has no clues among what is sealed.
  const sealed = shaped[0].clues ? 'sealed_rows' : 'history';
  const { rows } = await client.query<{ offset: string }>(`
    select greatest(history_offset(), history_offset() + 1 + greatest((select max(written_in) from ${sealed}), (select max(to_written) from seals)) - now.at)::text as offset
    from (${now}) now`);
  const offset = BigInt(rows[0]?.offset ?? 0);
  if (offset > 0n)
    await client.query(
      `create or replace function history_offset() returns bigint language sql immutable parallel safe as 'select ${offset}::bigint'`,
    );
}

async function isBehind(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ behind: boolean }>(
    `select exists (select from seals, (${now}) now where to_written >= now.at) as behind`,
  );
  return rows[0]?.behind === true;
}
