import pg from 'pg';

/** What the server does by itself within a minute of much writing, done now: it must not fall into what is measured next. */
export async function tidy(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('vacuum analyze');
  await owner.end();
}
