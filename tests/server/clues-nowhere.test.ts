import { afterAll, beforeAll, expect, test } from 'vitest';
import { staffActor } from '../../src/server/access/staff-actor.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { composed, groupKey, sealedText } from '../support/clue-kit.ts';
import { ruler } from '../support/harming.ts';

let stage: ApiStage;
let token: string;
beforeAll(async () => {
  stage = await openApiStage();
  const jin = await stage.employed('线索员金', 'examiner');
  token = jin.token;
  const key = await groupKey((await staffActor(jin.id, stage.now()))!, stage.now());
  const { body, clue } = await composed(key.recipient, key.keyId, {
    ...{ unit: '金丝雀局', body: '金丝雀收钱', when: '金丝雀夜', contact: '13811112222' },
  });
  expect((await stage.call('POST', '/api/v1/clues', { body })).status).toBe(204);
  const sealed = await sealedText('金丝雀回信', [key.recipient]);
  await stage.call('POST', '/api/v1/clue-letters', { body: { find: clue.writer.find, sealed } });
  const [row] = await rowsOf<{ ref: string }>('select ref from clues');
  const step = (given: Record<string, unknown>) =>
    stage.call('POST', `/api/v1/desk/clues/${row?.ref}/steps`, { token, body: given });
  await step({ step: 'collate', group: 'new' });
  await step({
    step: 'write',
    sealed: await sealedText('金丝雀去信', [key.recipient, clue.writer.recipient]),
  });
  await step({ step: 'propose-pursue' });
});
afterAll(() => stage?.close());

test('no table holds a word of a clue, nor the half of the secret that finds it', async () => {
  const admin = await ruler(stage.urls.ownerUrl);
  try {
    const { rows: tables } = await admin.query<{
      name: string;
    }>(`select n.nspname || '.' || quote_ident(c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'private', 'graphile_worker')`);
    expect(tables.length).toBeGreaterThan(50);
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await admin.query<{ text: string }>(
        `select convert_from(decode(replace(encode(convert_to(t::text, 'UTF8'), 'hex'), '00', ''), 'hex'), 'UTF8') as text from ${name} t`,
      );
      // Words are looked for as they are, and as bytes show them in a dump.
      const bytes = ['金丝雀', '13811112222'].map((word) => Buffer.from(word).toString('hex'));
      if (rows.some(({ text }) => ['金丝雀', '13811112222', ...bytes].some((each) => text.includes(each))))
        found.push(name);
    }
    expect(found).toEqual([]);
  } finally {
    await admin.end();
  }
});

test('verify finds it whole, and says what was changed by hand', async () => {
  const breaches = async () => {
    const found: string[] = [];
    await verify(stage.urls.backupUrl, undefined, (finding) => {
      if (/clue/.test(finding.name)) found.push(...finding.breaches);
    });
    return found;
  };
  expect(await breaches()).toEqual([]);
  const admin = await ruler(stage.urls.ownerUrl);
  try {
    const whole = await breaches();
    expect(whole).toEqual([]);
    await admin.query(`update clue_history set staff_id = null where step = 'propose-pursue'`);
    expect((await breaches()).join()).toMatch(/the chain breaks at row \d \(propose-pursue\)/);
  } finally {
    await admin.end();
  }
});
