import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Canary, canaries, foundIn } from '../support/canaries/marks.ts';
import { dumped, filesBelow } from '../support/canaries/outputs.ts';
import { type Planted, plant } from '../support/canaries/plant.ts';
import { type Program, startProgram, until } from '../support/canaries/program.ts';
import { doorsOfApi, doorsOfPages } from '../support/doors/enumerate.ts';
import { beginSession } from '../../src/server/access/session.ts';
import { sessionCookie } from '../../src/server/access/who.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import type { StaffRole } from '../../src/domain/actor.ts';
import { afterQuietHours } from '../../src/domain/telling.ts';
import { lookAtClue, lookAtFile } from '../../src/server/life/clues/look-at-clue.ts';
import { board } from '../../src/server/views/board.ts';
import { requireClueFacts } from '../../src/server/views/desk/clues/clue-facts.ts';
import { openFile, openWords } from '../../src/ui/clues/seal.ts';
import { rowsOf } from '../support/after-work.ts';
import { backUpTo } from '../support/keeping.ts';
import { setStage, type Stage } from '../support/story.ts';
import { throwawayFolder } from '../support/test-server.ts';

let folder: string;
let stage: Stage;
let program: Program;
let planted: Planted;

beforeAll(async () => {
  folder = throwawayFolder();
  adoptConfig(readConfig({ LOG_LEVEL: 'silent' }));
  stage = await setStage();
  program = await startProgram(stage, folder);
  planted = await plant(stage, program);
});
afterAll(async () => {
  await program?.stop();
  await stage?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** What was found where, one line each. */
const finds = (outputs: ReadonlyMap<string, string>): string[] =>
  [...outputs].flatMap(([name, text]) => foundIn(text).map((canary) => `${name}: ${canary}`));

test('What is looked for was really sent: those who may see it do', async () => {
  const { call, codes, officer, author } = planted;
  const read = await call('GET', `/api/v1/desk/messages/${codes.private}`, { token: officer });
  const shown: Canary[] = [
    'privateTitle',
    'privateBody',
    'place',
    'remark',
    'note',
    'draftReply',
    'followUp',
    'card',
  ];
  expect(foundIn(read.text, shown)).toEqual(shown);
  const looked = await call('POST', `/api/v1/desk/messages/${codes.private}/reveals`, {
    token: officer,
    body: { what: 'phone', reason: canaries.reveal },
  });
  expect(looked['value']).toBe(canaries.phone);
  const own = await call('GET', `/api/v1/messages/${codes.private}`, { token: author });
  expect(foundIn(own.text, ['privateTitle', 'privateBody'])).toEqual(['privateTitle', 'privateBody']);
  // Those whom one searches with are found in each disguise.
  const hidden = Buffer.from(`x${canaries.name}`).toString('base64');
  expect([foundIn(hidden), foundIn(encodeURIComponent(canaries.note))]).toEqual([['name'], ['note']]);
});

test('Confidential reports were really sent, with and without a script and by a program: their examiner opens each word and file', async () => {
  const { examiner, identity, secrets } = planted.clues;
  const clues = await rowsOf<{ ref: string }>('select ref from clues order by id');
  expect([clues.length, secrets.length]).toEqual([3, 3]);
  for (const { ref } of clues) {
    const parts = await lookAtClue(ref, examiner, new Date());
    const words = await Promise.all(parts.map(({ sealed }) => openWords(sealed, [identity])));
    const sent: Canary[] = ['clueUnit', 'clueWhen', 'clueBody', 'clueContact', 'clueLetter'];
    expect(foundIn(words.join(), sent)).toEqual(sent);
    const { files } = await requireClueFacts(board(), examiner, ref, new Date());
    const opened = await Promise.all(
      files.map(async ({ id }) =>
        openFile((await lookAtFile({ ref, file: id }, examiner, new Date())).sealed, [identity]),
      ),
    );
    const told = opened.map(({ name, bytes }) => name + Buffer.from(bytes).toString('latin1')).join();
    expect(foundIn(told, ['clueFileName', 'clueFile'])).toEqual(['clueFileName', 'clueFile']);
    expect(foundIn(told, ['clueExif'])).toEqual([]);
  }
});

test('Nobody without a part in it is shown any of it, at any door that is read', async () => {
  const doors = [...(await doorsOfPages()), ...(await doorsOfApi())].filter(
    ({ method, path: at }) => method === 'GET' && !at.endsWith('/events'),
  );
  const roles: StaffRole[] = ['operator', 'editor', 'auditor', 'examiner'];
  const { officeId } = await stage.leader('成都市委书记');
  const cookies = new Map<string, string>([['a visitor', '']]);
  const session = async (who: { staffId: number } | { citizenId: number }) =>
    `${sessionCookie}=${(await beginSession(who, new Date())).secret}`;
  for (const role of roles) cookies.set(role, await session(await stage.staff(role, role)));
  cookies.set('an officer elsewhere', await session(await stage.staff('旁观者', 'officer', officeId)));
  cookies.set('a supervisor elsewhere', await session(await stage.staff('旁观督办', 'supervisor', officeId)));
  cookies.set('another citizen', await session(await stage.citizen('13700000001', new Date())));
  const found: string[] = [];
  let looked = 0;
  for (const { path: at } of doors)
    for (const [which, code] of Object.entries(planted.codes))
      for (const [who, cookie] of at.includes('[code]') || which === 'public' ? cookies : []) {
        const address = at.replace('[code]', code).replaceAll(/\[\w+\]/g, '1');
        const answer = await fetch(program.url + address, { redirect: 'manual', headers: { cookie } });
        const text = JSON.stringify([...answer.headers]) + (await answer.text());
        looked += 1;
        found.push(...foundIn(text).map((canary) => `${who} at ${at} (${which}): ${canary}`));
      }
  process.stdout.write(`${looked} answers at ${doors.length} doors searched\n`);
  expect(found).toEqual([]);
  expect(looked).toBeGreaterThan(800);
});

/** Halves of the secrets of reports' writers that stand in these bytes: the one that finds, and the one that opens. */
const halvesIn = (text: string): string[] =>
  planted.clues.secrets
    .flatMap((secret) => [
      secret.slice(0, 12),
      secret.replaceAll('-', '').slice(0, 10),
      secret.replaceAll('-', '').slice(10, 30),
    ])
    .filter((half) => text.includes(half) || text.includes(Buffer.from(half).toString('hex')));

/** What tells the device of the author from others, where it stands in these bytes. */
const deviceIn = (text: string): string[] => {
  const { endpoint, p256dh, auth } = planted.device.subscription;
  const secrets = [new URL(endpoint).pathname, p256dh, auth];
  return secrets.filter((each) => text.includes(each) || text.includes(Buffer.from(each).toString('hex')));
};

test('No header of an answer carries any of it: no address to go to, no cookie', () => {
  expect(planted.headers.length).toBeGreaterThan(25);
  expect(finds(new Map([['headers', planted.headers.join('\n')]]))).toEqual([]);
  expect(halvesIn(planted.headers.join('\n'))).toEqual([]);
  expect(deviceIn(planted.headers.join('\n'))).toEqual([]);
});

test('A database dump without the keys holds none of it, in any table of any schema', async () => {
  const tables = await dumped(stage.urls.backupUrl);
  // The search finds what is there: the public words.
  expect(tables.get('public.messages')).toContain('桥塌了，住███');
  expect(tables.size).toBeGreaterThan(60);
  process.stdout.write(`${tables.size} tables searched\n`);
  expect(tables.get('private.clue_files')).toContain(Buffer.from('age-encryption.org/v1').toString('hex'));
  expect(finds(tables)).toEqual([]);
  expect(halvesIn([...tables.values()].join('\n'))).toEqual([]);
  expect(deviceIn([...tables.values()].join('\n'))).toEqual([]);
});

test('A backup, and the files of pictures, hold none of it', async () => {
  const kept = path.join(folder, 'kept');
  await backUpTo(kept, { backupUrl: stage.urls.backupUrl, dataDir: program.dataDir });
  const files = new Map([...filesBelow(kept), ...filesBelow(program.dataDir)]);
  process.stdout.write(`${files.size} files searched\n`);
  expect(files.size).toBeGreaterThan(60);
  expect(finds(files)).toEqual([]);
  expect(halvesIn([...files.values()].join('\n'))).toEqual([]);
  expect(deviceIn([...files.values()].join('\n'))).toEqual([]);
});

test('Texts to phones carry a code or a public code, nothing that was written', async () => {
  // At night only the code leaves at once; what waits for the morning is looked for in the dump.
  const isNight = afterQuietHours(new Date()) > new Date();
  await until(() => program.gateway.taken.length >= (isNight ? 1 : 4));
  const sent = program.gateway.taken;
  process.stdout.write(`${sent.length} texts searched\n`);
  const asked: string[] = [canaries.phone, canaries.staffPhone, '13700000001'];
  expect(sent.filter(({ to }) => !asked.includes(to))).toEqual([]);
  expect(foundIn(sent.map(({ text }) => text).join('\n'))).toEqual([]);
});

test('Pushes to devices say that there is something, in which language, and nothing else', async () => {
  const { device, codes } = planted;
  // Words of an officer leave at night too.
  await rowsOf(
    `insert into notices (citizen_id, message_id, what, cause, at) select author_id, id, 'answered', 'canary', now() from messages where code = $1`,
    [codes.private],
  );
  await until(() => device.heard.length > 0);
  expect(new Set(device.heard.map(({ words }) => words))).toEqual(new Set(['{"lang":"zh"}']));
  const bodies = program.pushes.bodies.map((body) => body.toString('latin1') + body.toString('utf8'));
  process.stdout.write(`${bodies.length} pushes searched\n`);
  expect([foundIn(bodies.join('\n')), program.pushes.refused]).toEqual([[], []]);
});

test('Nothing that the processes printed at their most talkative holds any of it, nor a public code or a secret', async () => {
  // What somebody searches for at the desk travels in the body, and is found by those who may read it alone.
  const { officeId } = await stage.leader('成都市委书记');
  const { staffId } = await stage.staff('查找者', 'officer', officeId);
  const cookie = `${sessionCookie}=${(await beginSession({ staffId }, new Date())).secret}`;
  const searched = await fetch(`${program.url}/desk/search`, {
    method: 'POST',
    headers: { cookie, origin: program.url, accept: 'text/html' },
    body: new URLSearchParams({ words: canaries.remark }),
  });
  expect([searched.status, await searched.text()]).toEqual([200, expect.stringContaining('没有找到')]);
  await program.stop();
  const printed = program.printed();
  process.stdout.write(`${printed.split('\n').length} lines of logs searched\n`);
  expect(printed).toContain('/api/v1/messages');
  expect([foundIn(printed), halvesIn(printed), deviceIn(printed)]).toEqual([[], [], []]);
  const secrets = [planted.author, planted.officer, ...Object.values(planted.codes)];
  expect(secrets.filter((each) => printed.includes(each))).toEqual([]);
});
