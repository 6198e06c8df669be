import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mostSealedFileBytes } from '../../src/domain/clues/sealed.ts';
import { staffActor } from '../../src/server/access/staff-actor.ts';
import { timetableParts } from '../../src/server/after/retention/keep-timetable.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { fromBase64, openFile } from '../../src/ui/clues/seal.ts';
import { rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { composed, groupKey, sealedFile, sealedText } from '../support/clue-kit.ts';
import { ruler } from '../support/harming.ts';

let stage: ApiStage;
let jin: { id: number; token: string };
let key: Awaited<ReturnType<typeof groupKey>>;
beforeAll(async () => {
  stage = await openApiStage({ RATE_LIMIT: 'off' });
  jin = await stage.employed('线索员金', 'examiner');
  key = await groupKey((await staffActor(jin.id, stage.now()))!, stage.now());
});
afterAll(() => stage?.close());

const upload = (raw: Uint8Array<ArrayBuffer>) =>
  stage.call('POST', '/api/v1/clue-files', { raw, headers: { 'content-type': 'application/octet-stream' } });
const uploaded = async (name = '收据.pdf') =>
  String((await upload(await sealedFile(key.recipient, { name }))).body['id']);
const send = async (files: string[]) => {
  const { body, clue } = await composed(key.recipient, key.keyId);
  const { status, body: answer } = await stage.call('POST', '/api/v1/clues', { body: { ...body, files } });
  const [row] = await rowsOf<{ ref: string; id: number }>(
    'select ref, id from clues order by id desc limit 1',
  );
  return { status, answer, clue, ref: row?.ref ?? '', id: row?.id ?? 0 };
};
const facts = async (ref: string, who = jin) =>
  (await stage.call('GET', `/api/v1/desk/clues/${ref}`, { token: who.token })).body['files'] as {
    id: string;
  }[];
const look = (ref: string, file: string, who = jin) =>
  stage.call('POST', `/api/v1/desk/clues/${ref}/files/${file}/looks`, { token: who.token });
const breaches = async () => {
  const found: string[] = [];
  await verify(stage.urls.backupUrl, undefined, ({ name, breaches: each }) => {
    if (/clue/.test(name)) found.push(...each);
  });
  return found;
};

test('Two attachments come with a report and one with a letter; each is opened by an examiner alone, after the look is written down', async () => {
  const { ref, clue } = await send([await uploaded('一.pdf'), await uploaded('二.pdf')]);
  const letter = { find: clue.writer.find, sealed: await sealedText('补一份。', [key.recipient]) };
  const files = [await uploaded('三.pdf')];
  expect((await stage.call('POST', '/api/v1/clue-letters', { body: { ...letter, files } })).status).toBe(204);
  const listed = await facts(ref);
  expect(listed).toMatchObject([{ withLetter: false }, { withLetter: false }, { withLetter: true }]);
  const opened = [];
  for (const { id } of listed) {
    const { body } = await look(ref, id);
    opened.push((await openFile(fromBase64(String(body['sealed'])), [key.identity])).name);
  }
  expect(opened).toEqual(['一.pdf', '二.pdf', '三.pdf']);
  expect(
    await rowsOf('select file_id as id from clue_looks where file_id is not null order by id'),
  ).toHaveLength(3);
  const auditor = await stage.employed('审计员', 'auditor');
  const log = await stage.call('GET', '/api/v1/desk/clue-looks', { token: auditor.token });
  expect(log.body.items[0]).toMatchObject({ ref, who: '线索员金', file: true });
  // Its writer is told nothing of them: a found secret betrays no evidence.
  const back = await stage.call('POST', '/api/v1/clue-returns', { body: { find: clue.writer.find } });
  expect(JSON.stringify(back.body)).not.toContain(listed[0]?.id ?? '');
});

test('The wall itself gives no attachment to an examiner whose look at it was not written down', async () => {
  const { ref, id } = await send([await uploaded()]);
  await stage.call('POST', `/api/v1/desk/clues/${ref}/looks`, { token: jin.token });
  const client = new pg.Client(stage.urls.privateUrl);
  await client.connect();
  const read = async (reader: string) => {
    await client.query('begin');
    await client.query(`select set_config('huiyin.reader', $1, true), set_config('huiyin.clues', $2, true)`, [
      ...[reader, String(id)],
    ]);
    const { rows } = await client.query('select id from private.clue_files');
    await client.query('rollback');
    return rows.length;
  };
  try {
    expect([await read(`staff:${jin.id}`), await read('writer'), await read('')]).toEqual([0, 0, 0]);
    await look(ref, (await facts(ref))[0]?.id ?? '');
    expect([await read(`staff:${jin.id}`), await read('staff:999')]).toEqual([1, 0]);
  } finally {
    await client.end();
  }
  await expect(rowsOf('select * from private.clue_files')).rejects.toThrow(/permission denied/);
});

test('Nobody else opens one: no colleague who stepped back, no other member of staff, and not by another clue', async () => {
  const { ref } = await send([await uploaded()]);
  const other = await send([]);
  const [file] = await facts(ref);
  const mu = await stage.employed('线索员穆', 'examiner');
  const operator = await stage.employed('运营', 'operator');
  const away = { token: mu.token, body: { step: 'declare-conflict' } };
  await stage.call('POST', `/api/v1/desk/clues/${ref}/steps`, away);
  expect((await look(ref, file?.id ?? '', mu)).status).toBe(403);
  expect((await look(ref, file?.id ?? '', operator)).status).toBe(403);
  expect((await look(other.ref, file?.id ?? '')).status).toBe(404);
  expect((await look(ref, 'f'.repeat(32))).status).toBe(404);
});

test('What is not sealed, too large, or named twice is not taken, and then no report is there either', async () => {
  const plain = new Uint8Array(Buffer.from('%PDF-1.7 某局长收钱'.repeat(20)));
  expect((await upload(plain)).body.code).toBe('not-sealed');
  expect((await upload(new Uint8Array(mostSealedFileBytes + 1))).status).toBe(413);
  const id = await uploaded();
  expect((await send([id, id])).answer.errors).toMatchObject([{ field: 'files', code: 'clue-file-gone' }]);
  expect((await send([id])).status).toBe(204);
  const before = (await rowsOf('select 1 from clues')).length;
  expect((await send([id])).answer.errors).toMatchObject([{ field: 'files', code: 'clue-file-gone' }]);
  expect((await send(['0'.repeat(32)])).status).toBe(422);
  expect((await send(Array<string>(6).fill(id))).status).toBe(422);
  expect(await rowsOf('select 1 from clues')).toHaveLength(before);
});

test('What no report named is deleted after a day, by the schedule; what one named stays', async () => {
  const named = (await send([await uploaded()])).ref;
  const left = await uploaded();
  const sweep = (at: Date) => timetableParts(at)['clue-uploads']?.();
  expect(await sweep(new Date(stage.now().getTime() + 23 * 3_600_000))).toBe(0);
  await sweep(new Date(stage.now().getTime() + 25 * 3_600_000));
  expect((await send([left])).status).toBe(422);
  expect((await look(named, (await facts(named))[0]?.id ?? '')).status).toBe(201);
});

test('Verify finds an attachment that was exchanged, taken away or put there', async () => {
  expect(await breaches()).toEqual([]);
  const { ref, id } = await send([await uploaded()]);
  const admin = await ruler(stage.urls.ownerUrl);
  const harmed = async (sql: string) => {
    await admin.query(
      'create table kept as table private.clue_files; create table noted as table clue_files',
    );
    await admin.query(sql);
    const found = await breaches();
    await admin.query(
      `truncate private.clue_files, clue_files; insert into private.clue_files table kept; insert into clue_files table noted; drop table kept, noted`,
    );
    return found;
  };
  try {
    const own = `where clue_id = ${id}`;
    expect(await harmed(`update private.clue_files set sealed = sealed || '\\x00' ${own}`)).toEqual([
      `clue ${ref}: attachment 1 is gone or was changed`,
    ]);
    expect(await harmed(`delete from private.clue_files ${own}`)).toHaveLength(1);
    const gone = `delete from private.clue_files ${own}; delete from clue_files ${own}`;
    expect(await harmed(gone)).toEqual([`clue ${ref}: its attachments are not those of its history`]);
    const put = `insert into private.clue_files select repeat('a', 32), ${id}, sealed, at from private.clue_files limit 1`;
    expect(await harmed(put)).toEqual([`clue ${ref}: an attachment that no sending named`]);
    expect(await breaches()).toEqual([]);
  } finally {
    await admin.end();
  }
});
