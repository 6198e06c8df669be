import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeStore, openStore } from '../../src/server/store/db.ts';
import { encrypt, newKey, unwrap } from '../../src/server/store/envelope.ts';
import { KeyRing } from '../../src/server/store/key-ring.ts';
import { createKeys, loadKeys } from '../../src/server/store/keys.ts';
import { rewrapAll, rowsByKey } from '../../src/server/store/operate/rotate/rewrap.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { originalOf } from '../../src/server/store/original.ts';
import { phoneOf } from '../../src/server/store/people.ts';
import { retireKeys, rotateKeys } from '../../src/server/store/operate/rotate/rotate-keys.ts';
import { rowsOf, written } from '../support/after-work.ts';
import { setStage, type Stage } from '../support/story.ts';
import { throwawayFolder } from '../support/test-server.ts';

let stage: Stage;
let folder: string;
let file: string;
let ring: KeyRing;

beforeAll(async () => {
  stage = await setStage();
  await closeStore();
  folder = throwawayFolder();
  file = path.join(folder, 'keys.json');
  createKeys(file);
  ring = new KeyRing(file, false);
  const { appUrl, privateUrl, retentionUrl } = stage.urls;
  openStore({ app: appUrl, private: privateUrl, retention: retentionUrl, keys: ring });
});
afterAll(async () => {
  await stage.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const ids = () => loadKeys(file, false).wrapping.map(({ id }) => id);
const rewrap = () =>
  rewrapAll(
    { backup: stage.urls.backupUrl, retention: stage.urls.retentionUrl },
    loadKeys(file, false),
    () => {},
  );

test('Every table with wrapped keys lets them be exchanged by the one function, and no role that serves people change them', async () => {
  const tables = await rowsOf<{ name: string; app: boolean; shut: boolean }>(`
    select c.oid::regclass::text as name,
      bool_or(n.nspname = 'private' and has_column_privilege('huiyin_app', c.oid, a.attnum, 'update')) as app,
      c.relforcerowsecurity and not exists (select from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname
        and 'huiyin_owner' = any (p.roles) and p.cmd in ('ALL', 'UPDATE')) as shut
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'private')
      join pg_attribute a on a.attrelid = c.oid and a.attname in ('wrapped_key', 'key_id')
    where c.relkind = 'r' and exists (select from pg_attribute w where w.attrelid = c.oid and w.attname = 'wrapped_key')
    group by c.oid, c.relforcerowsecurity, n.nspname, c.relname`);
  expect(tables.length).toBeGreaterThanOrEqual(8);
  expect(tables.filter(({ app, shut }) => app || shut)).toEqual([]);
});

test('Keys are rotated while messages come in: all is wrapped by the new key, all can be read, and the old key goes', async () => {
  const before = [await written(stage), await written(stage), await written(stage)];
  const [old] = ids();
  const fresh = rotateKeys(file).wrapping;
  expect(ids()).toEqual([fresh, old]);
  // Steps are taken beside it, some by a process that still wraps with the old key.
  const [done, during] = await Promise.all([rewrap(), written(stage), written(stage)]);
  expect(done).toBeGreaterThanOrEqual(9);
  await rewrap();
  expect([...(await rowsByKey(stage.urls.backupUrl)).keys()]).toEqual([fresh]);
  expect(await rewrap()).toBe(0);
  retireKeys(file, [String(old)]);
  expect(ids()).toEqual([fresh]);
  ring.renewed();
  for (const { id, citizenId, phone } of [...before, during]) {
    expect(await phoneOf('machine', citizenId)).toBe(phone);
    expect((await originalOf('machine', id))?.body).toContain('石拱桥');
  }
  const findings: string[] = [];
  const tell = (finding: { breaches: readonly string[] }) => void findings.push(...finding.breaches);
  await verify(stage.urls.backupUrl, loadKeys(file, false), tell);
  expect(findings.filter((each) => !/seal/.test(each))).toEqual([]);
});

test('A process that has not looked at the file yet opens what another wrapped with a newer key', () => {
  const other = path.join(folder, 'other.json');
  createKeys(other);
  const late = new KeyRing(other, false);
  rotateKeys(other);
  const [newest] = loadKeys(other, false).wrapping;
  expect(late.current().wrapping.map(({ id }) => id)).not.toContain(newest?.id);
  expect(late.renewed().wrapping[0]?.id).toBe(newest?.id);
  // The same through the store: the ring is asked anew for a key that it lacks.
  rotateKeys(file);
  const [unseen] = loadKeys(file, false).wrapping;
  const wrapped = encrypt(unseen?.key as Buffer, unseen?.id as string, Buffer.alloc(32, 7));
  expect(unwrap({ keyId: unseen?.id as string, wrapped })).toEqual(Buffer.alloc(32, 7));
  expect(newKey().keyId).toBe(unseen?.id);
});

test('A key file that is away or broken for a moment leaves the running process its keys', () => {
  const other = path.join(folder, 'shaky.json');
  createKeys(other);
  const shaky = new KeyRing(other, false);
  const known = shaky.current();
  const text = fs.readFileSync(other);
  fs.writeFileSync(other, text.subarray(0, 40));
  expect(shaky.renewed()).toEqual(known);
  fs.rmSync(other);
  expect(shaky.renewed()).toEqual(known);
});

test('The newest key is not retired, whatever is asked', () => {
  const [newest] = ids();
  retireKeys(file, ids());
  expect(ids()).toEqual([newest]);
});
