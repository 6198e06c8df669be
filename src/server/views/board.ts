import { app, type Db, replica, shortReads as shortOnes } from '../store/db.ts';

/** What views read from: the app role's connection, for the doors, which know no store; the replica's where a visitor reads from there. */
export function board(): Db {
  return replica()?.current()?.all ?? app();
}

/** The same for what takes few milliseconds each time: many such reads at once share connections. */
export function shortReads(): Db {
  return replica()?.current()?.short ?? shortOnes();
}
