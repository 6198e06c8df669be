import type { EnvReader } from './env-reader.ts';

/** Reads the address of the database's replica from the environment; null where there is none. */
export function readReplica(reader: EnvReader, follows: boolean): string | null {
  const url = reader.databaseUrl('DATABASE_URL_REPLICA');
  if (url && !follows)
    reader.wrong('DATABASE_URL_REPLICA', 'is set without DATABASE_URL', 'Give the database that it follows.');
  return url;
}
