import pg from 'pg';

/** A connection of the owner role, which no check of the program stands before. */
export async function openAsOwner(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
