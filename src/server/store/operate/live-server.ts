import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** What a running PostgreSQL writes down about itself in its folder. */
export type LiveServer = { pid: number; port: number };

/** The server that runs on this cluster folder, if one does; a note left behind by a dead one is cleared away. */
export function liveServer(cluster: string): LiveServer | null {
  const file = path.join(cluster, 'postmaster.pid');
  const [pid, port] = readNote(file);
  // Empty for the moment between its making and its writing: somebody is just starting.
  if (!pid) return null;
  if (runsOn(pid, cluster)) return { pid, port: port ?? 0 };
  // After a crash the number may belong to somebody else by now, and PostgreSQL would refuse to start.
  if (commandLine(pid)) fs.rmSync(file, { force: true });
  return null;
}

/** Whether this server has ended: its note is gone or names another, or its process is dead. */
export function hasEnded(cluster: string, pid: number): boolean {
  return readNote(path.join(cluster, 'postmaster.pid'))[0] !== pid || !runsOn(pid, cluster);
}

/** Process number and port, as far as they are written down. */
function readNote(file: string): [pid?: number, port?: number] {
  try {
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    return [Number(lines[0]), Number(lines[3])];
  } catch {
    return [];
  }
}

function runsOn(pid: number, cluster: string): boolean {
  return commandLine(pid).includes(cluster);
}

/** The words a process was started with; empty for a dead one, also one that nobody has collected yet. */
function commandLine(pid: number): string {
  if (process.platform === 'linux') {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}
