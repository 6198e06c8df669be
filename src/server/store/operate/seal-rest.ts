import type pg from 'pg';
import type { SealingKey } from '../keys.ts';
import { sealNext } from '../seal-history.ts';
import type { Asking } from '../compose.ts';

/** Seals every row that a restored board had not sealed yet: nobody writes, so all of them are finished. Returns how many. */
export async function sealRest(client: pg.Client, key: SealingKey, now: Date): Promise<number> {
  const asking: Asking = {
    rows: async <Row>({ text }: { text: string }, values: readonly unknown[]) =>
      (await client.query(text, values as unknown[])).rows as Row[],
  };
  let rows = 0;
  for (let more = true; more;) {
    const sealed = await sealNext(asking, { key, now, all: true });
    rows += sealed?.rows ?? 0;
    more = sealed?.more ?? false;
  }
  return rows;
}
