import pg from 'pg';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweep } from '../../src/server/after/sweep.ts';
import { followUp } from '../../src/server/life/citizen/follow-up.ts';
import { askExport } from '../../src/server/life/export/ask-export.ts';
import { writeNote } from '../../src/server/life/replies/write-note.ts';
import { openExport } from '../../src/server/store/export/exports.ts';
import { ownExport, ownExportFile } from '../../src/server/views/mine/export/own-export.ts';
import { afterWork, type AfterWork } from '../support/after-work.ts';
import { type InstructingStage, instructingStage } from '../support/instructing-stage.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let on: InstructingStage;
let work: AfterWork;
beforeAll(async () => {
  stage = await setStage();
  on = await instructingStage(stage);
  work = afterWork(stage, { readPicture: async () => ({ bytes: Buffer.from('picture'), ending: 'png' }) });
});
afterAll(() => stage?.close());

const later = (days: number) => new Date(stage.start.getTime() + days * 86_400_000);
const refusal = (step: Promise<unknown>) =>
  step.then(
    () => 'taken',
    (e: { code: string }) => e.code,
  );

async function asBackup<Row extends object>(statement: string): Promise<Row[]> {
  const client = new pg.Client(stage.urls.backupUrl);
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Where tables hold something about a person or a message: what of it is in the file, and why the rest is not. */
const inTheFile: Readonly<Record<string, string>> = {
  ...named('in the file, as the author’s page shows it', [
    ...['citizens', 'messages', 'private.citizens', 'private.words', 'pictures', 'notices', 'sessions'],
    ...['replies', 'follow_ups', 'ratings', 'rejections', 'publications', 'pauses', 'extensions', 'marks'],
    ...['erasure_requests', 'history', 'take_downs', 'enterprises', 'phone_changes'],
    ...['citizen_passkeys', 'private.wechat_bindings', 'private.push_devices'],
    ...['private.sender_addresses', 'bans', 'private.supports', 'follows'],
  ]),
  ...named('how the offices worked on it: their own record, of which the person sees the steps', [
    ...['assignments', 'transfers', 'charges', 'conflicts', 'endings', 'dossiers', 'urges'],
    ...[
      'instructions',
      'addressees',
      'instruction_drafts',
      'leader_reads',
      'notes',
      'visits',
      'visit_plans',
      'calls',
    ],
    ...['bulletin_messages', 'staff_notices', 'review_locks', 'verdicts', 'clocks'],
  ]),
  ...named('who looked at the person’s data, or must not delete it: the auditor’s and the law’s', [
    ...['private.reveals', 'legal_holds', 'erasures'],
  ]),
  ...named('public words, read anew for the search', ['public_texts', 'texts_due']),
  ...named('lives for a day or a month and says nothing of its own', [
    ...['private.verifications', 'idempotency_keys', 'entry_challenges', 'provider_trips'],
    ...['flood_queue', 'flood_prints', 'flood_members', 'support_deltas'],
  ]),
  ...named('of a closed account, which can ask for nothing', ['private.ban_marks']),
  ...named('the file itself', ['private.exports']),
};

function named(why: string, tables: readonly string[]): Record<string, string> {
  return Object.fromEntries(tables.map((table) => [table, why]));
}

test('Every table that points at a person or a message is in the file, or on the list that says why not', async () => {
  const rows = await asBackup<{ name: string }>(`
    select distinct case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private') and c.relkind = 'r' and (
      exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid in ('public.citizens'::regclass, 'public.messages'::regclass))
      or exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attname in ('citizen_id', 'author_id', 'message_id', 'phone', 'phone_index')))
    order by 1`);
  const found = rows.map(({ name }) => name).filter((name) => !name.startsWith('private.staff_'));
  expect(found.length).toBeGreaterThan(30);
  const unknown = found.filter((name) => inTheFile[name] === undefined);
  const needless = Object.keys(inTheFile).filter((name) => !found.includes(name) && name !== 'citizens');
  expect({ unknown, needless }).toEqual({ unknown: [], needless: [] });
});

test('The worker puts together what the person wrote and was told; nothing of others, no internal words', async () => {
  const made = await on.message({ remark: '请晚上打电话', body: '桥塌了，<b>危险</b>。' }, stage.start);
  const other = await on.message({ body: '别人写的金丝雀。' }, stage.start);
  await followUp(made.code, { type: 'facts', text: '今天又塌了一块。' }, made.author, stage.start);
  await writeNote(made.code, { words: '内部说明里的金丝雀' }, on.officer, stage.start);
  await askExport(made.author, stage.start);
  expect(await refusal(askExport(made.author, stage.start))).toBe('export-asked');
  expect(await ownExport(made.citizenId, stage.start)).toMatchObject({ madeAt: null });
  await work.settle(stage.start);

  const zip = await ownExportFile(made.citizenId, stage.start);
  const files = unzipSync(new Uint8Array(zip ?? Buffer.alloc(0)));
  const json = strFromU8(files['data.json'] ?? new Uint8Array());
  const data = JSON.parse(json) as {
    account: { phone: string };
    messages: { code: string; remark: string }[];
  };
  expect(data.account.phone).toBe(made.phone);
  expect(data.messages).toMatchObject([{ code: made.code, remark: '请晚上打电话', name: '罗小满' }]);
  const page = strFromU8(files['index.html'] ?? new Uint8Array());
  for (const text of [json, page]) {
    expect(text).toContain('今天又塌了一块。');
    expect(text).not.toContain('金丝雀');
    expect(text).not.toContain(other.code);
  }
  expect(page).not.toContain('<b>危险');

  const [kept] = await asBackup<{ ciphertext: Buffer }>('select ciphertext from private.exports');
  expect(kept?.ciphertext.includes('data.json')).toBe(false);
  const [row] = await asBackup<{ id: number }>('select id from private.exports');
  expect(await openExport(Number(row?.id), other.citizenId)).toBeUndefined();
  expect(await ownExportFile(other.citizenId, stage.start)).toBeNull();
});

test('The file goes after seven days, by the schedule; then the person may ask again', async () => {
  const made = await on.message({}, stage.start);
  await askExport(made.author, stage.start);
  await work.settle(stage.start);
  expect(await ownExportFile(made.citizenId, later(6))).not.toBeNull();
  expect(await ownExportFile(made.citizenId, later(7.1))).toBeNull();
  await sweep(async () => 0, later(7.1));
  expect(await asBackup('select 1 from private.exports')).toEqual([]);
  await askExport(made.author, later(8));
});

test('Nobody but a person asks for a file', async () => {
  expect(await refusal(askExport(on.officer, stage.start))).toBe('not-allowed');
  expect(await refusal(askExport({ kind: 'visitor' }, stage.start))).toBe('sign-in-needed');
});
