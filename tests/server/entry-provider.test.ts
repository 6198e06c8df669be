import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { enter, entering } from '../../src/server/access/entry/door.ts';
import { proofOf, staffVouchedFor } from '../../src/server/access/entry/identity.ts';
import { whoBySession } from '../../src/server/access/who.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { addStaff } from '../../src/server/life/people/add-staff.ts';
import { bindIdentity, unbindIdentity } from '../../src/server/life/people/bind-identity.ts';
import { forgetEntry } from '../../src/server/life/people/forget-entry.ts';
import { appPool } from '../../src/server/store/db.ts';
import { openProvider, type ProviderHouse } from '../support/provider-house.ts';
import { tripFrom } from '../support/provider-walk.ts';
import { setStage, type Stage } from '../support/story.ts';

const site = 'https://board.example.org';
let stage: Stage;
let provider: ProviderHouse;
let operator: Actor;
let officeId: number;
let people = 0;
const by = () => ({ browser: null, now: new Date() });
const refusal = (code: string) => expect.objectContaining({ code });

beforeAll(async () => {
  stage = await setStage();
  provider = await openProvider(site);
  ({ officeId } = await stage.leader('广元市委书记'));
  operator = await stage.staff('方舟', 'operator');
  setUp();
});
afterAll(async () => {
  await provider?.close();
  await stage?.close();
});
beforeEach(() => {
  Object.assign(provider, {
    visitor: { accountId: 'wang', amr: ['pwd'] },
    meddle: null,
    forges: false,
    signs: null,
    announces: null,
  });
});

function setUp(changes: Record<string, string> = {}): void {
  adoptConfig(
    readConfig({ LOG_LEVEL: 'silent', STAFF_ENTRY: 'full', PUBLIC_URL: site, ...provider.env(changes) }),
  );
}

async function somebody(role: 'officer' | 'editor' = 'officer'): Promise<number> {
  people += 1;
  const duties = [{ role, officeId: role === 'officer' ? officeId : null, postId: null }];
  return (await addStaff({ name: `王${people}`, duties }, operator, new Date())).staffId;
}

const boundTo = (staffId: number, subject: string) =>
  bindIdentity({ staffId, issuer: provider.issuer, subject, knownAs: null }, operator, new Date());

const trip = () => tripFrom(site);

describe('Signing in by a provider', () => {
  test('opens the door to whom an operator bound, and tells how they are known there', async () => {
    const staffId = await somebody();
    await boundTo(staffId, 'zhao');
    provider.visitor = { accountId: 'zhao', amr: ['pwd'] };
    const returned = await trip();
    expect(returned).toMatchObject({
      purpose: 'enter',
      back: '/desk/notices',
      vouched: { knownAs: 'zhao@example.org' },
    });
    expect(await staffVouchedFor(returned, new Date())).toBe(staffId);
    const kept = await appPool().query(
      'select known_as, encode(subject_hash, $1) as subject from staff_identities where staff_id = $2',
      ['escape', staffId],
    );
    expect(kept.rows[0].known_as).toBe('zhao@example.org');
    expect(kept.rows[0].subject).not.toContain('zhao');
  });

  test('gives nothing to an account that nobody is bound to', async () => {
    provider.visitor = { accountId: 'stranger', amr: ['pwd', 'otp'] };
    await expect(staffVouchedFor(await trip(), new Date())).rejects.toEqual(refusal('provider-unknown'));
  });

  test('gives nothing to somebody who has left, from that minute on, nor to whom an operator took it from', async () => {
    const staffId = await somebody();
    await boundTo(staffId, 'gone');
    provider.visitor = { accountId: 'gone', amr: ['pwd'] };
    setUp({ OIDC_AMR: 'pwd' });
    const returned = await trip();
    const { secret } = await enter(await staffVouchedFor(returned, new Date()), ['provider-strong'], by());
    expect(await whoBySession(secret, new Date())).toMatchObject({ staffId });
    await appPool().query('update staff set left_at = now() where id = $1', [staffId]);
    expect(await whoBySession(secret, new Date())).toEqual({ kind: 'visitor' });
    await expect(staffVouchedFor(await trip(), new Date())).rejects.toEqual(refusal('provider-unknown'));
    await appPool().query('update staff set left_at = null where id = $1', [staffId]);
    expect(await staffVouchedFor(await trip(), new Date())).toBe(staffId);
    await forgetEntry(staffId, operator, new Date());
    await expect(staffVouchedFor(await trip(), new Date())).rejects.toEqual(refusal('provider-unknown'));
    setUp();
  });

  test('an account is one person’s; whoever took it back gives it free', async () => {
    const [one, other] = [await somebody(), await somebody()];
    await boundTo(one, 'shared');
    await expect(boundTo(other, 'shared')).rejects.toEqual(refusal('identity-taken'));
    await unbindIdentity({ staffId: one, issuer: provider.issuer }, operator, new Date());
    await boundTo(other, 'shared');
    const officer: Actor = { kind: 'staff', staffId: one, name: '', duties: [] };
    await expect(
      bindIdentity(
        { staffId: one, issuer: provider.issuer, subject: 'x', knownAs: null },
        officer,
        new Date(),
      ),
    ).rejects.toEqual(refusal('not-allowed'));
  });

  test('counts as the second factor only where the provider names a kind that the house asks for', async () => {
    const staffId = await somebody();
    await boundTo(staffId, 'two');
    provider.visitor = { accountId: 'two', amr: ['pwd', 'otp'], acr: 'two-factors' };
    expect(proofOf(await trip())).toBe('provider');
    expect((await enter(staffId, ['provider'], by())).next).toBe('new-factor');
    setUp({ OIDC_AMR: 'otp, hwk' });
    expect(proofOf(await trip())).toBe('provider-strong');
    expect((await enter(staffId, ['provider-strong'], by())).next).toBe('in');
    provider.visitor = { accountId: 'two', amr: ['pwd'] };
    expect(proofOf(await trip())).toBe('provider');
    setUp({ OIDC_ACR: 'two-factors', OIDC_AMR: 'otp' });
    expect(proofOf(await trip())).toBe('provider');
    provider.visitor = { accountId: 'two', amr: ['otp'], acr: 'two-factors' };
    expect(proofOf(await trip())).toBe('provider-strong');
    setUp();
  });

  test('a link alone does not go round the account of whoever has no factor of their own', async () => {
    const staffId = await somebody();
    await boundTo(staffId, 'linked');
    const { secret, next } = await enter(staffId, ['link'], by());
    expect(next).toBe('factor');
    expect(await entering(secret, new Date())).toMatchObject({ staffId });
    // Without the provider an operator's link begins anew, as for everybody.
    adoptConfig({ ...currentConfig(), oidc: null });
    expect((await enter(staffId, ['link'], by())).next).toBe('new-password');
    setUp();
  });

  test('an editor needs nothing more', async () => {
    const staffId = await somebody('editor');
    expect((await enter(staffId, ['provider'], by())).next).toBe('in');
  });
});
