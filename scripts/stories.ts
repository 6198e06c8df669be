import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openHouse } from '../src/open-house.ts';
import { makeStaffToken } from '../src/server/access/staff-token.ts';
import { readConfig } from '../src/server/config.ts';
import { readyDirectory } from '../src/server/life/directory/ready-directory.ts';
import { addStaff } from '../src/server/life/people/add-staff.ts';
import { loadKeys } from '../src/server/store/keys.ts';
import { openEmbedded } from '../src/server/store/operate/embedded.ts';
import { verify } from '../src/server/store/operate/verify/verify.ts';
import { board } from '../src/server/views/board.ts';
import { leaderByName } from '../src/server/views/leader-by-name.ts';
import { startWeb } from '../src/web-server.ts';
import { startWorker } from '../src/worker.ts';
import { tellStories } from './stories/tell.ts';

// npm run stories: starts a house of its own in a throwaway folder and plays the seed's first four stories through the HTTP API.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huiyin-stories-'));
fs.chmodSync(folder, 0o755);
const env = { ...process.env, DATA_DIR: path.join(folder, 'data'), PORT: '0', LOG_LEVEL: 'silent' };
const embedded = await openEmbedded(path.join(folder, 'data'), () => {});
const config = { ...readConfig(env), database: embedded.urls };
const closeHouse = await openHouse(config);
await readyDirectory(new Date());
const web = await startWeb(config);
const worker = await startWorker(config);
try {
  await tellStories(web.url, staffTokens, (line) => process.stdout.write(`${line}\n`));
  process.stdout.write('\nnpm run verify says:\n');
  const whole = await verify(embedded.urls.backup, loadKeys(config.keyFile, false), (f) => {
    process.stdout.write(
      `${f.breaches.length === 0 ? 'ok    ' : 'BREACH'} ${f.name}: ${f.checked} checked ${f.breaches.join('; ')}\n`,
    );
  });
  process.exitCode = whole ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await worker.stop();
  await web.close();
  await closeHouse();
  await embedded.leave();
  fs.rmSync(folder, { recursive: true, force: true });
}

/** Bearer tokens for a reviewer and for two people of the office that handles a leader's messages. */
async function staffTokens(leader: string): Promise<{ reviewer: string; officer: string; approver: string }> {
  const found = await leaderByName(board(), leader);
  if (!found) throw new Error(`${leader} is not in the directory.`);
  const token = async (name: string, role: 'reviewer' | 'officer' | 'approver', officeId: number | null) => {
    const { staffId } = await addStaff(
      { name, duties: [{ role, officeId, postId: null }] },
      { kind: 'machine', name: 'stories' },
      new Date(),
    );
    return makeStaffToken({ staffId, purpose: 'bearer', label: 'stories' }, new Date());
  };
  const { officeId } = found;
  return {
    reviewer: await token('林晓', 'reviewer', null),
    officer: await token('赵敏', 'officer', officeId),
    approver: await token('钱岳', 'approver', officeId),
  };
}
