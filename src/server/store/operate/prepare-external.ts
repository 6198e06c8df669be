import type pg from 'pg';
import {
  createRole,
  databaseRights,
  missingRoles,
  prepareRoles,
  schemaRights,
  serverRights,
  type RolePasswords,
} from './roles.ts';
import type { RoleName } from './role-names.ts';
import { asSuperuser } from './make-database.ts';

/**
 * Makes the roles and rights in a database that somebody else runs, if `adminUrl` may; does nothing when all are
 * there. Otherwise refuses with the statements an administrator has to run first. Returns the roles it made.
 */
export async function prepareExternal(adminUrl: string, passwords: RolePasswords): Promise<RoleName[]> {
  return asSuperuser(adminUrl, async (client) => {
    const missing = await missingRoles(client);
    if (missing.length === 0 && (await hasRights(client))) return [];
    const database = await currentDatabase(client);
    try {
      await client.query('begin');
      await prepareRoles(client, passwords);
      for (const statement of [...databaseRights(database), ...schemaRights]) await client.query(statement);
      await client.query('commit');
    } catch (error) {
      if ((error as { code?: string }).code !== insufficientPrivilege) throw error;
      throw new Error(byHand(missing, database), { cause: error });
    }
    return missing;
  });
}

const insufficientPrivilege = '42501';

async function currentDatabase(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select current_database() as name');
  return rows[0]?.name ?? 'huiyin';
}

async function hasRights(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ all: boolean }>(`
    select has_database_privilege('huiyin_owner', current_database(), 'create')
      and has_database_privilege('huiyin_app', current_database(), 'connect')
      and has_schema_privilege('huiyin_owner', 'public', 'create')
      and has_schema_privilege('huiyin_app', 'public', 'usage')
      and pg_has_role('huiyin_backup', 'pg_read_all_data', 'usage') as all`);
  return rows[0]?.all === true;
}

function byHand(missing: RoleName[], database: string): string {
  const made = missing.map((role) => createRole(role, '…'));
  const statements = [...made, ...serverRights, ...databaseRights(database), ...schemaRights];
  return (
    'The database lacks roles or rights that this user may not give. ' +
    `Run this once as a superuser in the database ${database}, with passwords of your own for …, then migrate again:\n\n` +
    statements.map((line) => `${line};`).join('\n')
  );
}

/** The passwords that roles are to have when they are made now: those in the addresses given for them. */
export function passwordsIn(addresses: readonly string[]): RolePasswords {
  return Object.fromEntries(
    addresses.map((address) => {
      const { username, password } = new URL(address);
      return [decodeURIComponent(username), decodeURIComponent(password)];
    }),
  );
}
