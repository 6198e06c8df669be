import type pg from 'pg';
import type { SealingKey } from '../keys.ts';
import { sealOn } from '../seal-history.ts';
import type { Asking } from '../compose.ts';

/** Seals every row that a restored board had not sealed yet: nobody writes, so all of them are finished. Returns how many. */
export async function sealRest(client: pg.Client, key: SealingKey, now: Date): Promise<number> {
  const asking: Asking = {
    rows: async <Row>({ text }: { text: string }, values: readonly unknown[]) =>
      (await client.query(text, values as unknown[])).rows as Row[],
  };
  let rows = 0;
  for (let more = true; more;) {
    await client.query('begin');
    const sealing = await sealOn(asking, { key, now, all: true });
    await client.query('commit');
    for (const sealed of sealing.made) rows += sealed.rows;
    more = sealing.more;
  }
  return rows;
}
