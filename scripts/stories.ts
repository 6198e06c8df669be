import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openHouse } from '../src/open-house.ts';
import { readConfig } from '../src/server/config.ts';
import { loadKeys } from '../src/server/store/keys.ts';
import { openEmbedded } from '../src/server/store/operate/embedded.ts';
import { verify } from '../src/server/store/operate/verify/verify.ts';
import { allStories } from './stories/all-stories.ts';
import { Board } from './stories/board.ts';
import type { Story } from './stories/story.ts';

// npm run stories: starts a house of its own in a throwaway folder and plays the seed's first six stories through the
// HTTP API, each at its days of 2020; what the tests in tests/server/stories play is the same.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huiyin-stories-'));
fs.chmodSync(folder, 0o755);
const env = {
  ...{ ...process.env, DATA_DIR: path.join(folder, 'data'), PORT: '0' },
  ...{ LOG_LEVEL: 'silent', RATE_LIMIT: 'off' },
};
const embedded = await openEmbedded(path.join(folder, 'data'), () => {});
const config = { ...readConfig(env), database: embedded.urls };
const closeHouse = await openHouse(config);
try {
  for (const [i, story] of allStories.entries()) await tell(i + 1, story);
  process.exitCode = (await proveAll()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await closeHouse();
  await embedded.leave();
  fs.rmSync(folder, { recursive: true, force: true });
}

/** Plays one story aloud: each sentence, and under it every request with its answer. */
async function tell(number: number, { title, begins, sentences, open }: Story): Promise<void> {
  say(`\nStory ${number}: ${title}`);
  const board = await Board.open(config, begins, say);
  try {
    const play = await open(board);
    for (const [i, sentence] of sentences.entries()) {
      say(`\n  ${i + 1}. ${sentence}`);
      await play(i);
    }
    await board.work();
  } finally {
    await board.close();
  }
}

async function proveAll(): Promise<boolean> {
  say('\nnpm run verify says:');
  return verify(embedded.urls.backup, loadKeys(config.keyFile, false), ({ name, checked, breaches }) =>
    say(`${breaches.length === 0 ? 'ok    ' : 'BREACH'} ${name}: ${checked} checked ${breaches.join('; ')}`),
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
