import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword, weighPassword } from '../../src/server/access/entry/passwords.ts';
import { beginSession, ownerOfSession } from '../../src/server/access/session.ts';
import { makeStaffToken, staffByBearer } from '../../src/server/access/staff-token.ts';
import { confirmVerification, startVerification, verifiedBy } from '../../src/server/access/verification.ts';
import { index } from '../../src/server/after/rounds/start-rounds.ts';
import { findDraft, insertDraft, updateDraft } from '../../src/server/store/drafts.ts';
import { searchMessages } from '../../src/server/life/searching/search-messages.ts';
import { bindIdentity, identityUsed, staffBySubject } from '../../src/server/store/entry/identities.ts';
import { keepTotp, useRecoveryCode } from '../../src/server/store/entry/keyring.ts';
import { moveFingerprints, staleFingerprints } from '../../src/server/store/operate/rotate/fingerprints.ts';
import { announceKeys, promoteKeys, retireKeys } from '../../src/server/store/operate/rotate/rotate-keys.ts';
import { app } from '../../src/server/store/db.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { rowsOf, written } from '../support/after-work.ts';
import { type RotatingStage, rotatingStage } from '../support/rotating.ts';

let stage: RotatingStage;
const day = 86_400_000;
const at = () => stage.start;
beforeAll(async () => {
  stage = await rotatingStage();
});
afterAll(() => stage?.close());

test('A phone leads to the same account before, while and after the key of its fingerprint changes', async () => {
  const [before, idle] = [await stage.citizen('13911110001'), await stage.citizen('13911110002')];
  const begun = await startVerification('13911110001', 'sign-in', at());
  announceKeys(stage.file);
  stage.ring.renewed();
  expect((await stage.citizen('13911110001')).citizenId).toBe(before.citizenId);
  promoteKeys(stage.file, at());
  stage.ring.renewed();
  // A code that was on its way goes on opening, and so does the token that it gave.
  const confirmed = await confirmVerification(begun.id, begun.code, at(), ['sign-in']);
  expect(confirmed.citizenId).toBe(before.citizenId);
  expect((await verifiedBy(confirmed.token, at()))?.citizenId).toBe(before.citizenId);
  expect((await verifiedBy(before.token, at()))?.citizenId).toBe(before.citizenId);
  const stale = await startVerification('13911110001', 'sign-in', at());
  // Another process still takes the older key for the newest, and brings everything of the phone under that one.
  const now = stage.read();
  const behind = { ...now, index: now.index.toReversed() };
  await stage.reopen(behind);
  const late = await startVerification('13911110001', 'sign-in', at());
  expect((await confirmVerification(late.id, late.code, at(), ['sign-in'])).citizenId).toBe(before.citizenId);
  await stage.reopen();
  expect((await confirmVerification(stale.id, stale.code, at(), ['sign-in'])).citizenId).toBe(
    before.citizenId,
  );

  const [first, again] = [
    await stage.clients((both) => moveFingerprints(both, stage.read())),
    await stage.clients((both) => moveFingerprints(both, stage.read())),
  ];
  expect(first).toBeGreaterThanOrEqual(4);
  expect(again).toBe(0);
  expect(await stage.clients((both) => staleFingerprints(both, stage.read()))).toBe(0);
  expect((await stage.citizen('13911110002')).citizenId).toBe(idle.citizenId);
  expect((await rowsOf<{ n: number }>('select count(*)::integer as n from citizens'))[0]?.n).toBe(2);
});

test('Phones confirmed by many at once while fingerprints move make no second account', async () => {
  const phones = Array.from({ length: 12 }, (_, i) => `1392222000${i}`.slice(0, 11).padEnd(11, '7'));
  const before = await Promise.all(phones.map((phone) => stage.citizen(phone)));
  stage.rotated();
  const [, ...after] = await Promise.all([
    stage.clients((both) => moveFingerprints(both, stage.read())),
    ...phones.map((phone) => stage.citizen(phone)),
  ]);
  expect(after.map((each) => (each as { citizenId: number }).citizenId)).toEqual(
    before.map(({ citizenId }) => citizenId),
  );
});

test('Sessions, links, drafts, passwords, spare codes and accounts elsewhere outlive a change, and say when the older key may go', async () => {
  const { staffId } = await stage.staff('赵敏', 'officer');
  const bearer = await makeStaffToken({ staffId, purpose: 'bearer', label: null }, at());
  const session = await beginSession({ staffId }, at());
  const draft = await insertDraft(
    { text: '草稿' },
    { now: at(), expiresAt: new Date(at().getTime() + 7 * day) },
  );
  const hash = await hashPassword('一把只有她知道的长钥匙');
  await stage.asOwner('insert into private.staff_passwords (staff_id, hash, set_at) values ($1, $2, $3)', [
    ...[staffId, hash, at()],
  ]);
  await keepTotp(staffId, { secret: 'JBSWY3DPEHPK3PXP', step: 1, codes: ['one', 'two'] }, at());
  const account = { issuer: 'https://id.example', subject: 'zhao' };
  const bound = { ...account, staffId, knownAs: null, by: 'self' };
  expect(
    await app()
      .transaction()
      .execute((tx) => bindIdentity(tx, bound, at())),
  ).toBe(true);

  stage.rotated();
  expect((await staffByBearer(bearer, at()))?.staffId).toBe(staffId);
  expect(await ownerOfSession(session.secret, at())).toMatchObject({ owner: { staffId } });
  expect((await findDraft(draft, at()))?.content).toEqual({ text: '草稿' });
  const saving = { now: at(), expiresAt: new Date(at().getTime() + 7 * day) };
  await updateDraft(draft, saving, () => ({ text: '改过' }));
  expect((await findDraft(draft, at()))?.content).toEqual({ text: '改过' });
  expect(await weighPassword(hash, '一把只有她知道的长钥匙')).toBe('older');
  expect(await weighPassword(hash, '别的')).toBe('wrong');
  expect(await weighPassword(await hashPassword('新的'), '新的')).toBe('right');
  expect(await useRecoveryCode(staffId, 'one', at())).toBe(true);
  expect(await useRecoveryCode(staffId, 'one', at())).toBe(false);
  const other = await stage.staff('别人', 'officer');
  const taken = { ...bound, staffId: other.staffId };
  expect(
    await app()
      .transaction()
      .execute((tx) => bindIdentity(tx, taken, at())),
  ).toBe(false);
  const needs = async (now: Date) =>
    (await stage.older(now))
      .filter(({ kind }) => kind === 'token')
      .flatMap((each) => each.needs)
      .join('\n');
  expect(await needs(at())).toMatch(/passwords[\s\S]*spare codes[\s\S]*accounts at a provider/);
  expect(await needs(at())).toContain('lives until 2027-05-09');

  const later = new Date(at().getTime() + 200 * day);
  expect(await staffBySubject(account)).toBe(staffId);
  await identityUsed(account, null, later);
  await keepTotp(staffId, { secret: 'JBSWY3DPEHPK3PXP', step: 1, codes: ['three'] }, later);
  await stage.asOwner('update private.staff_passwords set set_at = $1', [later]);
  expect(await needs(later)).toBe('');
  const gone = (await stage.older(later)).filter(
    ({ kind, needs: left }) => kind !== 'picture' && left.length === 0,
  );
  expect(gone.map(({ kind }) => kind)).toContain('draft');
  for (const { kind, id } of gone) retireKeys(stage.file, [id], kind);
  stage.ring.renewed();
  expect(stage.read().token).toHaveLength(1);
  expect(await staffBySubject(account)).toBe(staffId);
});

test('Private texts are found under the older key until the worker has made their tokens anew', async () => {
  const { code, officeId } = await written(stage, { body: '渡槽漏水三个月。', visibility: 'private' });
  const lin = await stage.staff('审核员林', 'reviewer');
  const zhao = await stage.staff('经办人', 'officer', officeId);
  await review(code, { visibility: 'private' }, lin, at());
  const found = async () => (await searchMessages('渡槽', 0, zhao, at())).items.map((each) => each.code);
  while ((await index()) !== 'nothing');
  expect(await found()).toEqual([code]);
  stage.rotated();
  expect(await found()).toEqual([code]);
  const left = async () =>
    (await stage.older(at()))
      .filter(({ kind }) => kind === 'index')
      .flatMap((each) => each.needs)
      .join('\n');
  expect(await left()).toMatch(/search tokens/);
  while ((await index()) !== 'nothing');
  expect(await left()).not.toMatch(/search tokens/);
  expect(await found()).toEqual([code]);
});
