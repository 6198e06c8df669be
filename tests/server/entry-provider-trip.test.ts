import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { comeBack, setOut, signOutAtProvider } from '../../src/server/access/entry/provider.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig, currentConfig } from '../../src/server/current-config.ts';
import { appPool } from '../../src/server/store/db.ts';
import { openProvider, type ProviderHouse } from '../support/provider-house.ts';
import { tripFrom, walkThrough } from '../support/provider-walk.ts';
import { setStage, type Stage } from '../support/story.ts';

const site = 'https://board.example.org';
let stage: Stage;
let provider: ProviderHouse;
let staffId: number;
const refusal = (code: string) => expect.objectContaining({ code });
const seconds = () => Math.floor(Date.now() / 1000);
const trip = () => tripFrom(site);
const confirming = (jar: Map<string, string>) => tripFrom(site, { purpose: 'confirm', staffId, jar });

beforeAll(async () => {
  stage = await setStage();
  provider = await openProvider(site);
  ({ staffId } = await stage.staff('方舟', 'operator'));
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

describe('The way there and back', () => {
  test('is good once, for the browser that set out, for ten minutes', async () => {
    const of = { purpose: 'enter', staffId: null, back: '/desk', browser: 'one' } as const;
    const answer = await walkThrough(await setOut(of, new Date()), site);
    await expect(comeBack(answer, 'another', new Date())).rejects.toEqual(refusal('provider-stale'));
    await expect(comeBack(answer, undefined, new Date())).rejects.toEqual(refusal('provider-stale'));
    const late = new Date(Date.now() + 11 * 60_000);
    await expect(comeBack(answer, 'one', late)).rejects.toEqual(refusal('provider-stale'));
    expect((await comeBack(answer, 'one', new Date())).vouched.subject).toBe('wang');
    await expect(comeBack(answer, 'one', new Date())).rejects.toEqual(refusal('provider-stale'));
  });

  test('two tabs do not disturb each other', async () => {
    const of = { purpose: 'enter', staffId: null, back: '/desk', browser: 'tabs' } as const;
    const [first, second] = [await setOut(of, new Date()), await setOut(of, new Date())];
    const answers = [await walkThrough(first, site), await walkThrough(second, site)];
    for (const answer of answers) expect((await comeBack(answer, 'tabs', new Date())).purpose).toBe('enter');
  });

  test('asks by code with PKCE, state and nonce, none of which is kept in the clear', async () => {
    const start = await setOut({ purpose: 'enter', staffId: null, back: '/desk', browser: 'b' }, new Date());
    const asked = Object.fromEntries(start.searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${site}/desk/sign-in/provider/back`,
    });
    const { rows } = await appPool().query('select t::text as line from provider_trips t');
    for (const each of [asked['state'], asked['nonce']]) {
      expect(each?.length).toBeGreaterThan(40);
      expect(JSON.stringify(rows)).not.toContain(each);
    }
  });

  test('a code that was not asked for with this verifier is worth nothing', async () => {
    const of = { purpose: 'enter', staffId: null, back: '/desk', browser: 'thief' } as const;
    const stolen = new URLSearchParams(await walkThrough(await setOut(of, new Date()), site));
    const own = new URLSearchParams(await walkThrough(await setOut(of, new Date()), site));
    own.set('code', stolen.get('code') ?? '');
    await expect(comeBack(`?${own}`, 'thief', new Date())).rejects.toEqual(refusal('provider-refused'));
  });

  test('somebody who declines, and an answer under another provider’s name', async () => {
    provider.visitor = null;
    await expect(trip()).rejects.toEqual(refusal('provider-refused'));
    provider.visitor = { accountId: 'wang', amr: ['pwd'] };
    const of = { purpose: 'enter', staffId: null, back: '/desk', browser: 'mixed' } as const;
    const answer = new URLSearchParams(await walkThrough(await setOut(of, new Date()), site));
    expect(answer.get('iss')).toBe(provider.issuer);
    answer.set('iss', 'https://other.example.org');
    await expect(comeBack(`?${answer}`, 'mixed', new Date())).rejects.toEqual(refusal('provider-mismatch'));
  });

  test.each([
    ['of another issuer', { iss: 'https://other.example.org' }],
    ['for another site', { aud: 'somebody-else' }],
    ['for another question', { nonce: 'guessed' }],
    ['that has run out', { exp: seconds() - 600, iat: seconds() - 1200 }],
    ['that nobody is named in', { sub: undefined }],
  ])('an ID token %s opens nothing', async (_, changes) => {
    provider.meddle = (claims) => ({ ...claims, ...changes });
    await expect(trip()).rejects.toEqual(refusal('provider-mismatch'));
  });

  test('an ID token signed by a stranger’s key opens nothing; the provider’s own does', async () => {
    provider.meddle = (claims) => claims;
    expect((await trip()).vouched.subject).toBe('wang');
    provider.forges = true;
    await expect(trip()).rejects.toEqual(refusal('provider-mismatch'));
  });

  test.each(['none', 'HS256'] as const)(
    'an ID token signed by %s opens nothing, also where the provider announces that; one that announces nothing else is not asked',
    async (signs) => {
      Object.assign(provider, { announces: ['RS256', signs], meddle: (claims: object) => claims });
      setUp();
      expect((await trip()).vouched.subject).toBe('wang');
      Object.assign(provider, { signs });
      await expect(trip()).rejects.toEqual(refusal('provider-mismatch'));
      Object.assign(provider, { announces: [signs], signs: null });
      setUp();
      await expect(trip()).rejects.toEqual(refusal('provider-mismatch'));
      Object.assign(provider, { announces: null });
      setUp();
    },
  );
});

describe('A sign-in at the provider', () => {
  test('may be twelve hours old to enter, and no older; the provider is told so, and its word looked at', async () => {
    const of = { purpose: 'enter', staffId: null, back: '/desk', browser: 'b' } as const;
    expect((await setOut(of, new Date())).searchParams.get('max_age')).toBe('43200');
    const at = (ago: number) => {
      provider.meddle = (claims) => ({ ...claims, auth_time: seconds() - ago });
      return trip();
    };
    expect((await at(11 * 3600)).vouched.subject).toBe('wang');
    await expect(at(13 * 3600)).rejects.toEqual(refusal('provider-mismatch'));
    provider.meddle = (claims) => ({ ...claims, auth_time: undefined });
    await expect(trip()).rejects.toEqual(refusal('provider-mismatch'));
  });
});

describe('A fresh proof', () => {
  test('is asked for anew although somebody is signed in there, and its time is checked', async () => {
    const jar = new Map<string, string>();
    await tripFrom(site, { jar });
    const { vouched, begunAt } = await confirming(jar);
    expect(vouched.provedAt?.getTime()).toBeGreaterThanOrEqual(begunAt.getTime() - 2000);
    provider.meddle = (claims) => ({ ...claims, auth_time: seconds() - 120 });
    await expect(confirming(jar)).rejects.toEqual(refusal('provider-mismatch'));
    provider.meddle = (claims) => ({ ...claims, auth_time: undefined });
    await expect(confirming(jar)).rejects.toEqual(refusal('provider-mismatch'));
  });
});

describe('A provider that is not there', () => {
  test('is said to be out of reach, and nobody is sent anywhere', async () => {
    setUp({ OIDC_ISSUER: 'http://127.0.0.1:9' });
    await expect(trip()).rejects.toEqual(refusal('provider-down'));
    expect(await signOutAtProvider('/desk/sign-in')).toBeNull();
    adoptConfig({ ...currentConfig(), oidc: null });
    await expect(trip()).rejects.toEqual(refusal('no-provider'));
    setUp();
  });

  test('signing out there leads back to our own door', async () => {
    const address = new URL((await signOutAtProvider('/desk/sign-in')) ?? '');
    expect(address.origin).toBe(provider.issuer);
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${site}/desk/sign-in`);
  });

  test('without TLS is taken on this very machine alone, and only where the settings say so', () => {
    const wrong = (changes: Record<string, string>) => () => readConfig(provider.env(changes));
    expect(wrong({ OIDC_HTTP: 'never' })).toThrow(/OIDC_ISSUER: is not https/);
    expect(wrong({ OIDC_ISSUER: 'http://id.example.org' })).toThrow(/OIDC_ISSUER: is not https/);
    expect(wrong({ OIDC_CLIENT_ID: '', OIDC_SECRET_FILE: '/nowhere' })).toThrow(
      /OIDC_CLIENT_ID.*\n.*OIDC_SECRET_FILE: cannot be read/,
    );
    expect(readConfig({}).oidc).toBeNull();
  });
});
