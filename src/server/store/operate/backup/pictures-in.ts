import type pg from 'pg';

/** A picture that the snapshot knows; its files lie outside of the database. */
export interface KeptPicture {
  id: string;
  /** Of its full size, as it lies in the files. */
  sha256: Buffer;
}

const batch = 500;

/** Every picture of the snapshot whose files must be there, in order. */
export async function* picturesIn(client: pg.ClientBase): AsyncGenerator<KeptPicture> {
  for (let after = ''; ;) {
    const { rows } = await client.query<KeptPicture>(
      `select id, sha256 from pictures where state = 'kept' and id > $1 order by id limit ${batch}`,
      [after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** Of these files, those that must be there at this moment: a picture may have been erased since the snapshot was taken. */
export async function stillKept(client: pg.ClientBase, names: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from pictures where state = 'kept' and message_id is not null and id = any($1::text[])`,
    [names.map((name) => name.split('.')[0])],
  );
  return names.filter((name) => rows.some(({ id }) => name.startsWith(`${id}.`)));
}
