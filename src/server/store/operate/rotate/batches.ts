import pg from 'pg';

/** Two ways into the database: the backup role reads what is kept, the retention role has it exchanged by functions. */
export interface RotationUrls {
  backup: string;
  retention: string;
}

/** The connections of a change of keys: one that reads, one that writes. */
export interface RotationClients {
  reader: pg.ClientBase;
  writer: pg.ClientBase;
}

/** Opens both, does the work, and closes them. */
export async function withClients<T>(
  urls: RotationUrls,
  work: (clients: RotationClients) => Promise<T>,
): Promise<T> {
  const reader = new pg.Client({ connectionString: urls.backup });
  const writer = new pg.Client({ connectionString: urls.retention });
  await Promise.all([reader.connect(), writer.connect()]);
  try {
    return await work({ reader, writer });
  } finally {
    await Promise.all([reader.end(), writer.end()]);
  }
}

/**
 * Goes through rows by their id, some at a time, each lot in a transaction of its own: it can be stopped and begun again. `ask`
 * takes the last id as text ($1, null at the beginning) and gives the id as text; `change` says how many it changed.
 */
export async function inBatches<Row extends { id: string }>(
  reader: pg.ClientBase,
  ask: string,
  change: (rows: readonly Row[]) => Promise<number>,
): Promise<number> {
  let [after, done]: [string | null, number] = [null, 0];
  for (;;) {
    const { rows }: { rows: Row[] } = await reader.query<Row>(ask, [after]);
    const last = rows.at(-1);
    if (!last) return done;
    done += await change(rows);
    after = last.id;
  }
}
