import { app, type Db } from '../store/db.ts';

/** What views read from: the app role's connection, for the doors, which know no store. */
export function board(): Db {
  return app();
}
