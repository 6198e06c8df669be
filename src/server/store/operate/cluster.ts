import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { exe, reachableByAll, serverUser, type Program } from './program.ts';

/** Makes the folder of our PostgreSQL once: UTF-8, byte order, passwords for everybody. Returns its path. */
export function prepareCluster(home: string, program: Program, superuserPassword: string): string {
  const cluster = path.join(home, 'cluster');
  if (!fs.existsSync(cluster)) createCluster(home, cluster, program, superuserPassword);
  const made = Number(fs.readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8'));
  if (made !== program.major) {
    throw new Error(
      `The data in ${cluster} were made by PostgreSQL ${made}, but PostgreSQL ${program.major} is installed. ` +
        'Install the earlier version of this program, back up, then restore into a new DATA_DIR.',
    );
  }
  return cluster;
}

/** Makes the folder that holds everything of the server, which its user must be able to come to. Returns its one name. */
export function prepareHome(folder: string): string {
  fs.mkdirSync(folder, { recursive: true, mode: 0o711 });
  const home = fs.realpathSync(folder);
  if (serverUser.uid !== undefined) {
    for (const folder of [path.dirname(home), home]) fs.chmodSync(folder, fs.statSync(folder).mode | 0o111);
  }
  if (!reachableByAll(home)) {
    throw new Error(
      `PostgreSQL does not run as root and cannot come to ${home}, since a folder above it is private. ` +
        'Set DATA_DIR to a folder that every user may pass through, as /var/lib/huiyin.',
    );
  }
  return home;
}

function createCluster(home: string, cluster: string, program: Program, superuserPassword: string): void {
  const unfinished = `${cluster}.${process.pid}`;
  const passwordFile = path.join(home, `password.${process.pid}`);
  fs.mkdirSync(unfinished, { mode: 0o700 });
  fs.writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  if (serverUser.uid !== undefined) {
    for (const each of [unfinished, passwordFile]) fs.chownSync(each, serverUser.uid, serverUser.gid);
  }
  try {
    initdb(program, unfinished, passwordFile);
    fs.renameSync(unfinished, cluster);
  } catch (error) {
    // Somebody who started at the same moment may have been first: then his is as good.
    if (!fs.existsSync(path.join(cluster, 'PG_VERSION'))) throw error;
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
    fs.rmSync(passwordFile, { force: true });
  }
}

function initdb(program: Program, folder: string, passwordFile: string): void {
  const locale =
    program.major >= 17
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
      : ['--locale=C.UTF-8'];
  const words = ['-D', folder, '-U', 'postgres', '-E', 'UTF8', `--pwfile=${passwordFile}`];
  const auth = ['--auth-host=scram-sha-256', '--auth-local=scram-sha-256'];
  const { status, stderr, error } = spawnSync(
    path.join(program.bin, exe('initdb')),
    [...words, ...locale, ...auth],
    { cwd: '/', encoding: 'utf8', env: { LC_ALL: 'C' }, ...serverUser },
  );
  if (status !== 0) throw new Error(`PostgreSQL could not make its folder: ${error?.message ?? stderr}`);
}
