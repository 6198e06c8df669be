import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';

/** The job queue's own log, silent: what goes wrong comes back as an error. */
const silent = new Logger(() => () => {});

/** Makes the tables of the job queue as the owner and lets the app role add jobs and work them off. */
export async function prepareJobTables(ownerUrl: string): Promise<void> {
  const pgPool = new pg.Pool({ connectionString: ownerUrl, options: '-c role=huiyin_owner', max: 2 });
  pgPool.on('error', () => {});
  pgPool.on('connect', (client) => client.on('error', () => {}));
  try {
    await runMigrations({ pgPool, logger: silent, preset: { worker: { schema: 'graphile_worker' } } });
    await pgPool.query(rights);
  } finally {
    await pgPool.end();
  }
}

// The queue's tables have row-level security on and no policy, which hides every row from all but their owner.
const rights = `
  begin;
  select pg_advisory_xact_lock(hashtext('huiyin.migrate'));
  grant usage on schema graphile_worker to huiyin_app, huiyin_retention;
  grant select, insert, update, delete on all tables in schema graphile_worker to huiyin_app;
  revoke insert, update, delete on graphile_worker.migrations from huiyin_app;
  grant usage on all sequences in schema graphile_worker to huiyin_app;
  grant execute on all functions in schema graphile_worker to huiyin_app;
  do $$
  declare each record;
  begin
    for each in
      select c.relname from pg_class c
      where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'worker')
    loop
      execute format('create policy worker on graphile_worker.%I to huiyin_app using (true) with check (true)', each.relname);
    end loop;
  end $$;
  commit;`;
