import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmByTyping, refuseUnlessProven } from '../../src/server/access/entry/confirm.ts';
import { setFactor, setPassword } from '../../src/server/access/entry/factors.ts';
import { proofOf } from '../../src/server/access/entry/identity.ts';
import { newTotpSecret } from '../../src/server/access/entry/totp.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import { bindIdentity } from '../../src/server/life/people/bind-identity.ts';
import { openProvider, type ProviderHouse } from '../support/provider-house.ts';
import { tripFrom } from '../support/provider-walk.ts';
import { setStage, type Stage } from '../support/story.ts';

const site = 'https://board.example.org';
const password = 'correct horse battery staple mule';
let stage: Stage;
let provider: ProviderHouse;
let zhao: number;
let codes: string[];
let now = new Date();
const secret = newTotpSecret();

/** The code of the moment; each is taken once, so a minute goes by. */
function code(): string {
  now = new Date(now.getTime() + 60_000);
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
}
const confirming = (typed: { password?: string; code?: string }, who = zhao) =>
  confirmByTyping(who, { password: '', code: '', ...typed }, now).then(
    () => 'proven',
    (no: { code: string; faults: { field: string }[] }) => no.faults?.[0]?.field ?? no.code,
  );

beforeAll(async () => {
  stage = await setStage();
  provider = await openProvider(site);
  const env = { LOG_LEVEL: 'silent', STAFF_ENTRY: 'full', PUBLIC_URL: site };
  adoptConfig(readConfig({ ...env, ...provider.env({ OIDC_AMR: 'otp' }) }));
  ({ staffId: zhao } = await stage.staff('赵敏', 'officer', (await stage.leader('广元市委书记')).officeId));
  await setPassword(zhao, { password, again: password }, now);
  codes = await setFactor(zhao, { secret, code: code() }, now);
});
afterAll(async () => {
  await provider?.close();
  await stage?.close();
});

test('Officer Zhao proves to be there by the password and a code: one of the two is not enough', async () => {
  expect(await confirming({ password })).toBe('code');
  expect(await confirming({ code: code() })).toBe('password');
  expect(await confirming({ password: 'another one entirely', code: code() })).toBe('password');
  expect(await confirming({ password, code: code() })).toBe('proven');
  expect(await confirming({ password, code: codes[0] ?? '' })).toBe('proven');
  expect(await confirming({ password, code: codes[0] ?? '' })).toBe('code');
});

test('An editor, who has a password alone, proves it by that; somebody with nothing to show proves nothing', async () => {
  const { staffId: editor } = await stage.staff('编辑', 'editor');
  await setPassword(editor, { password, again: password }, now);
  expect(await confirming({ password }, editor)).toBe('proven');
  const { staffId: fresh } = await stage.staff('新人', 'reviewer');
  expect(await confirming({}, fresh)).toBe('confirm-whole');
});

test('The word of a provider that saw one factor takes the code of here with it, across the trip', async () => {
  const operator = await stage.staff('方舟', 'operator');
  const account = { issuer: provider.issuer, subject: 'zhao', knownAs: null };
  await bindIdentity({ staffId: zhao, ...account }, operator, now);
  const back = async (factor?: 'totp') => {
    const returned = await tripFrom(site, { purpose: 'confirm', staffId: zhao, factor });
    const shown = [proofOf(returned), ...(returned.factor ? [returned.factor] : [])];
    return refuseUnlessProven(zhao, shown, now);
  };
  provider.visitor = { accountId: 'zhao', amr: ['pwd'] };
  await expect(back()).rejects.toMatchObject({ code: 'confirm-whole' });
  await back('totp');
  provider.visitor = { accountId: 'zhao', amr: ['pwd', 'otp'] };
  await back();
});
