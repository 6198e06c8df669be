import { named } from '../compose.ts';
import { inTransaction } from '../tx.ts';
import { pagesToldApart } from '../watch-writes.ts';

// A message that somebody works on at this moment is left for the next round: the worker waits for no step.
const lock =
  named(`select m.id from messages m where m.id = any (array(select distinct d.message_id from (select message_id from support_deltas order by id limit $1) d))
  order by m.id for no key update skip locked`);
const fold =
  named(`${pagesToldApart} with taken as (delete from support_deltas where message_id = any ($1::bigint[]) returning message_id, n),
  sums as (select message_id, sum(n)::integer as n from taken group by message_id),
  written as (update messages m set supporters = m.supporters + s.n from sums s where m.id = s.message_id and s.n <> 0 returning 1)
  select (select count(*) from taken)::integer as folded, (select count(*) from written) as written`);

/** Folds what the numbers of supporters moved by into the messages, each message once a round however many supported it. Returns how many movements were taken. */
export async function foldSupports(most: number): Promise<number> {
  return inTransaction<{ id: number }, number>({ statement: lock, values: [most] }, async (tx, locked) => {
    if (locked.length === 0) return 0;
    const ids = locked.map(({ id }) => id);
    return (await tx.rows<{ folded: number }>(fold, [ids]))[0]?.folded ?? 0;
  });
}
