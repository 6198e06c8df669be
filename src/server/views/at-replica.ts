import { replica } from '../store/db.ts';

/** Runs work that reads for a visitor alone: from the replica, where there is one and it holds everything committed so far. */
export function atReplica<T>(work: () => Promise<T>): Promise<T> {
  const there = replica();
  return there ? there.read(work) : work();
}
