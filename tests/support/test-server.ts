import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { asSuperuser, makeDatabase } from '../../src/server/store/operate/make-database.ts';
import { liveServer } from '../../src/server/store/operate/live-server.ts';
import {
  serverUrl,
  startPostgres,
  stopPostgres,
  type Server,
} from '../../src/server/store/operate/postgres.ts';
import { embeddedProgram, programAt, type Program } from '../../src/server/store/operate/program.ts';
import { prepareRoles } from '../../src/server/store/operate/roles.ts';
import { shapeDatabase } from '../../src/server/store/operate/shape-database.ts';

const prefix = 'huiyin-test-';
/** Eight times what all throwaway folders of a run take: programs and browsers need memory as well. */
const enoughBytes = 4 * 1024 ** 3;
/** In memory, where there is room: a database is a thousand files, which take a disk ten times as long. */
const below = isRoomyMemory('/dev/shm') ? '/dev/shm' : os.tmpdir();

/** The name of the migrated database that every test database is a copy of. */
export const templateName = 'huiyin_template';

/** The PostgreSQL to test on: our own, or Debian's 15 with TEST_PG=15. */
export function testProgram(home: string): Program {
  const wanted = process.env['TEST_PG'];
  return wanted ? programAt(`/usr/lib/postgresql/${wanted}/bin`) : embeddedProgram(home);
}

/** A throwaway PostgreSQL with the five roles and the migrated template; `stop` leaves nothing behind. */
export async function startTestServer(): Promise<{ server: Server; stop(): Promise<void> }> {
  await sweep();
  const folder = throwawayFolder();
  const server = await startPostgres(path.join(folder, 'postgres'), testProgram, { shared_buffers: '64MB' });
  const stop = async (): Promise<void> => {
    await stopPostgres(server);
    fs.rmSync(folder, { recursive: true, force: true });
    // Those of test files that have ended.
    await sweep();
  };
  try {
    const superUrl = serverUrl(server, 'postgres', 'postgres');
    await asSuperuser(superUrl, (client) => prepareRoles(client, server.passwords));
    await makeDatabase(superUrl, templateName);
    await shapeDatabase(serverUrl(server, 'huiyin_owner', templateName));
  } catch (error) {
    await stop();
    throw error;
  }
  return { server, stop };
}

/** An empty folder of this test process that PostgreSQL's user can come to. */
export function throwawayFolder(): string {
  const folder = fs.mkdtempSync(path.join(below, `${prefix}${process.pid}-`));
  fs.chmodSync(folder, 0o711);
  return folder;
}

/** Clears away what test runs left that were killed before their end. */
async function sweep(): Promise<void> {
  const left = [...new Set([below, os.tmpdir()])].flatMap((place) =>
    fs.readdirSync(place).map((name) => path.join(place, name)),
  );
  for (const folder of left.filter((each) => path.basename(each).startsWith(prefix))) {
    if (isAlive(Number(path.basename(folder).slice(prefix.length).split('-')[0]))) continue;
    const cluster = path.join(folder, 'postgres', 'cluster');
    const live = liveServer(cluster);
    if (live) await stopPostgres({ ...live, cluster });
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** PostgreSQL's programs are copied there as well where its user cannot come to those of npm. */
function isRoomyMemory(folder: string): boolean {
  if (!fs.existsSync(folder) || !fs.existsSync('/proc/mounts')) return false;
  const mount = fs
    .readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, at]) => at === folder);
  if (mount?.[2] !== 'tmpfs' || mount[3]?.split(',').includes('noexec')) return false;
  const { bavail, bsize } = fs.statfsSync(folder);
  return Math.min(bavail * bsize, process.availableMemory()) >= enoughBytes;
}
