import type pg from 'pg';

/** Refuses an app role that could do more than it should: a stolen web process must not rule the database. */
export async function assertModest(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  const { rows } = await pool.query<{ role: string; excess: string[] }>(query);
  const found = rows[0];
  if (!found || found.excess.length === 0) return;
  throw new Error(
    `DATABASE_URL signs in as ${found.role}, which ${found.excess.join(' and ')}. ` +
      'Use the role huiyin_app, which npm run migrate makes.',
  );
}

// Membership counts as well: a role that may become the owner is the owner.
const query = `
  select current_user::text as role, array_remove(array[
    case when bool_or(rolsuper) then 'is a superuser' end,
    case when bool_or(rolbypassrls) then 'bypasses row-level security' end,
    case when bool_or(rolcreaterole) then 'may create roles' end,
    case when bool_or(rolcreatedb) then 'may create databases' end,
    case when exists (
      select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'S')
        and pg_has_role(current_user, c.relowner, 'member')
    ) then 'owns tables' end
  ], null) as excess
  from pg_roles where pg_has_role(current_user, oid, 'member')`;
