import { app, type Db, replica } from '../store/db.ts';

/** What views read from: the app role's connection, for the doors, which know no store; the replica's where a visitor reads from there. */
export function board(): Db {
  return replica()?.current() ?? app();
}
