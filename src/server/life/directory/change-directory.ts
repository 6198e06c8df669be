import { app, type Db } from '../../store/db.ts';

/** Opens the one transaction of a change of the directory: doors call changeDirectory((tx) => act(tx, input, …)). */
export async function changeDirectory<T>(act: (tx: Db) => Promise<T>): Promise<T> {
  return app().transaction().execute(act);
}
