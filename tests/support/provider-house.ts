import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type JWK, Provider } from 'oidc-provider';
import { throwawayFolder } from './test-server.ts';

type Claims = Record<string, unknown>;

/** A provider of sign-in (OpenID Connect) that runs here, on the loopback, and says whom it signs in. */
export interface ProviderHouse {
  issuer: string;
  /** Who signs in there next, and how; null: they refuse. */
  visitor: { accountId: string; amr: string[]; acr?: string } | null;
  /** What is done to the claims of an ID token before it is signed anew. */
  meddle: ((claims: Claims) => Claims) | null;
  /** Whether that is done with a key that the provider never named. */
  forges: boolean;
  /** Another way of signing than RS256: not at all, or by the secret that the client knows too. */
  signs: 'none' | 'HS256' | null;
  /** What it announces as its ways of signing, where that is not the truth. */
  announces: string[] | null;
  /** Settings of the house that knows this provider. */
  env(changes?: Record<string, string>): Record<string, string>;
  close(): Promise<void>;
}

const secret = 'a secret of forty-two characters, or about';

/** Opens one for a site at this address. */
export async function openProvider(site: string): Promise<ProviderHouse> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = throwawayFolder();
  const file = path.join(folder, 'secret');
  fs.writeFileSync(file, secret, { mode: 0o600 });
  const house: ProviderHouse = {
    ...{ issuer, visitor: null, meddle: null, forges: false, signs: null, announces: null },
    env: (changes = {}) => ({
      ...{ OIDC_ISSUER: issuer, OIDC_HTTP: 'loopback', OIDC_CLIENT_ID: 'huiyin', OIDC_SECRET_FILE: file },
      ...changes,
    }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
  furnish(server, house, site);
  return house;
}

function furnish(server: Server, house: ProviderHouse, site: string): void {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const provider = new Provider(house.issuer, {
    clients: [
      {
        ...{ client_id: 'huiyin', client_secret: secret },
        redirect_uris: [`${site}/desk/sign-in/provider/back`],
        post_logout_redirect_uris: [`${site}/desk/sign-in`],
      },
    ],
    jwks: { keys: [{ ...own.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' } as JWK] },
    acrValues: ['two-factors'],
    claims: { openid: ['sub', 'amr', 'acr'], profile: ['preferred_username'] },
    cookies: { keys: ['for a test'] },
    ttl: { AccessToken: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, preferred_username: `${accountId}@example.org` }),
    }),
  });
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path.includes('openid-configuration') && house.announces)
      ctx.body = { ...(ctx.body as object), id_token_signing_alg_values_supported: house.announces };
    const body = ctx.body as { id_token?: string };
    if (ctx.path !== '/token' || !house.meddle || !body?.id_token) return;
    const claims = JSON.parse(Buffer.from(body.id_token.split('.')[1] ?? '', 'base64url').toString());
    ctx.body = { ...body, id_token: signed(house.meddle(claims), house.forges ? foreign : own, house.signs) };
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    void letThrough(provider, house, { request, response });
  });
}

type Exchange = {
  request: Parameters<Provider['interactionDetails']>[0];
  response: Parameters<Provider['interactionDetails']>[1];
};

/** Signs the visitor in and lets the site know them, as if they had filled in what the provider asks. */
async function letThrough(
  provider: Provider,
  house: ProviderHouse,
  { request, response }: Exchange,
): Promise<void> {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (!house.visitor) {
    await provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'no',
    });
    return;
  }
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { ...house.visitor } });
    return;
  }
  const known = grantId ? await provider.Grant.find(grantId) : undefined;
  const grant =
    known ??
    new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params['client_id']) });
  grant.addOIDCScope('openid profile');
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

function signed(claims: Claims, key: KeyObject, otherwise: ProviderHouse['signs']): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: otherwise ?? 'RS256', typ: 'JWT', kid: 'own' })}.${part(claims)}`;
  if (otherwise === 'none') return `${text}.`;
  if (otherwise === 'HS256')
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  return `${text}.${createSign('sha256').update(text).sign(key).toString('base64url')}`;
}
