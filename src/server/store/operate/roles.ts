import pg from 'pg';
import { roleNames, type RoleName } from './role-names.ts';
import { scramVerifier } from './scram.ts';

/** Passwords by role; a role without one can sign in only by the server's other ways (peer, certificate). */
export type RolePasswords = Partial<Record<RoleName, string>>;

const plain = 'login nosuperuser nocreatedb nocreaterole nobypassrls';

const attributes: Record<RoleName, string> = {
  huiyin_owner: plain,
  huiyin_app: plain,
  huiyin_private: plain,
  huiyin_retention: plain,
  // Reads everything, also behind the row-level security of personal data: it backs up and verifies.
  huiyin_backup: 'login nosuperuser nocreatedb nocreaterole bypassrls',
};

/** Makes the roles that are missing; `client` must be allowed to. Those that exist keep their passwords. */
export async function prepareRoles(client: pg.Client, passwords: RolePasswords): Promise<void> {
  for (const role of await missingRoles(client)) await client.query(createRole(role, passwords[role]));
  for (const statement of serverRights) await client.query(statement);
}

/** Which of the five roles this server does not have. */
export async function missingRoles(client: pg.Client): Promise<RoleName[]> {
  const { rows } = await client.query<{ rolname: RoleName }>(
    'select rolname from pg_roles where rolname = any($1::text[])',
    [roleNames],
  );
  return roleNames.filter((role) => !rows.some((row) => row.rolname === role));
}

/** The statement that makes a role; `…` in place of the password when a person is to fill it in. */
export function createRole(role: RoleName, password: string | undefined): string {
  const secret = password === '…' ? password : password && scramVerifier(password);
  return `create role ${role} ${attributes[role]}${secret ? ` password ${pg.escapeLiteral(secret)}` : ''}`;
}

/** The rights of the roles on the server as a whole; only a superuser can give them. */
export const serverRights = ['grant pg_read_all_data to huiyin_backup'];

/** The rights of the roles on a database as a whole. */
export function databaseRights(database: string): string[] {
  const name = pg.escapeIdentifier(database);
  const others = roleNames.filter((role) => role !== 'huiyin_owner').join(', ');
  return [
    `revoke all on database ${name} from public`,
    `grant connect, create, temporary on database ${name} to huiyin_owner`,
    `grant connect on database ${name} to ${others}`,
    `alter database ${name} set timezone to 'Asia/Shanghai'`,
  ];
}

/** The rights inside a database before its first migration: the owner, and nobody else, makes things in it. */
export const schemaRights = [
  'revoke create on schema public from public',
  'grant usage, create on schema public to huiyin_owner',
  'grant usage on schema public to huiyin_app, huiyin_private, huiyin_retention, huiyin_backup',
];
