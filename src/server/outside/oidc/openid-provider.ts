import * as oidc from 'openid-client';
import { log } from '../../log.ts';
import { isLoopback, type OidcConfig } from '../../read-oidc.ts';
import { ProviderFault, type SignInProvider, type Trip, type Vouched } from './sign-in-provider.ts';

const patienceSeconds = 8;
/** How long somebody may take to prove themselves anew. */
const afreshSeconds = 600;
/** How old somebody's own sign-in there may be where that is enough. */
const enterSeconds = 12 * 3600;
/** How long what a provider says of itself is taken as known. */
const knownForMs = 10 * 60_000;

/** By what an ID token may be signed: by a key whose other half the provider alone has. */
const signing = [
  ...['PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
  // Most providers announce nothing else. Keys of less than 2048 bits are refused by the library.
  ...['RS256', 'RS384', 'RS512'],
];

/** A provider that speaks OpenID Connect: authorization code with PKCE, its ID token checked by signature, issuer, audience, nonce and time. */
export class OpenIdProvider implements SignInProvider {
  readonly #config: OidcConfig;
  #known: { at: number; client: oidc.Configuration } | null = null;

  constructor(config: OidcConfig) {
    this.#config = config;
  }

  async begin({ state, nonce, verifier, afresh }: Trip, redirectUri: string): Promise<URL> {
    const client = await this.#client();
    const { acr } = this.#config;
    return oidc.buildAuthorizationUrl(client, {
      redirect_uri: redirectUri,
      scope: 'openid profile',
      ...{ state, nonce, code_challenge_method: 'S256' },
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      ...(acr.length > 0 && { acr_values: acr.join(' ') }),
      ...(afresh && { prompt: 'login' }),
      max_age: String(afresh ? afreshSeconds : enterSeconds),
    });
  }

  async finish({ state, nonce, verifier, afresh }: Trip, answer: URL): Promise<Vouched> {
    const client = await this.#client();
    const checks = {
      ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
      maxAge: afresh ? afreshSeconds : enterSeconds,
    };
    const tokens = await oidc.authorizationCodeGrant(client, answer, checks).catch(fault);
    const claims = tokens.claims();
    if (!claims) throw new ProviderFault('mismatch');
    const named = claims[this.#config.nameClaim] ?? (await this.#nameBeside(client, tokens, claims.sub));
    return {
      subject: claims.sub,
      knownAs: typeof named === 'string' && named.trim() !== '' ? named.trim().slice(0, 60) : null,
      strong: isStrong(claims, this.#config),
      provedAt: typeof claims.auth_time === 'number' ? new Date(claims.auth_time * 1000) : null,
    };
  }

  async signOutAt(back: string): Promise<URL | null> {
    const client = await this.#client();
    if (!client.serverMetadata().end_session_endpoint) return null;
    return oidc.buildEndSessionUrl(client, { post_logout_redirect_uri: back });
  }

  // Many providers put names beside the ID token alone; a name that cannot be had lets nobody wait at the door.
  async #nameBeside(
    client: oidc.Configuration,
    tokens: oidc.TokenEndpointResponse,
    subject: string,
  ): Promise<unknown> {
    if (!client.serverMetadata().userinfo_endpoint) return null;
    const told = await oidc.fetchUserInfo(client, tokens.access_token, subject).catch(() => null);
    return told?.[this.#config.nameClaim];
  }

  async #client(): Promise<oidc.Configuration> {
    const at = performance.now();
    if (this.#known && at - this.#known.at < knownForMs) return this.#known.client;
    const client = await this.#discover();
    this.#known = { at, client };
    return client;
  }

  async #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret, loopbackHttp } = this.#config;
    const execute = loopbackHttp ? [oidc.allowInsecureRequests] : [];
    const basic = oidc.ClientSecretBasic(clientSecret);
    const found = await oidc
      .discovery(new URL(issuer), clientId, clientSecret, basic, { execute, timeout: patienceSeconds })
      .catch(fault);
    const metadata = found.serverMetadata();
    refusePlain(metadata, loopbackHttp);
    const ways = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const way = ways.includes('client_secret_basic') ? basic : oidc.ClientSecretPost(clientSecret);
    const announced = metadata.id_token_signing_alg_values_supported ?? ['RS256'];
    const listed = announced.filter((each) => signing.includes(each));
    if (listed.length === 0) throw new ProviderFault('mismatch');
    const known = Object.assign(metadata, { id_token_signing_alg_values_supported: listed });
    const client = new oidc.Configuration(known, clientId, clientSecret, way);
    client.timeout = patienceSeconds;
    for (const each of execute) each(client);
    // Also a token that came by TLS is taken by its signature alone.
    oidc.enableNonRepudiationChecks(client);
    return client;
  }
}

function refusePlain(metadata: oidc.ServerMetadata, loopbackHttp: boolean): void {
  const endpoints = Object.entries(metadata).flatMap(([name, value]) =>
    (name.endsWith('_endpoint') || name === 'jwks_uri') && typeof value === 'string' ? [value] : [],
  );
  const isSafe = (each: string) => {
    const url = URL.parse(each);
    return url?.protocol === 'https:' || (loopbackHttp && url?.protocol === 'http:' && isLoopback(url));
  };
  if (!endpoints.every(isSafe)) throw new ProviderFault('mismatch');
}

function isStrong(claims: oidc.IDToken, { acr, amr }: OidcConfig): boolean {
  if (acr.length === 0 && amr.length === 0) return false;
  const shown = Array.isArray(claims.amr) ? claims.amr : [];
  const acrFits = acr.length === 0 || (typeof claims.acr === 'string' && acr.includes(claims.acr));
  return acrFits && (amr.length === 0 || amr.some((each) => shown.includes(each)));
}

function fault(error: unknown): never {
  const code = error instanceof oidc.ClientError ? (error.code ?? null) : null;
  // The code alone: a provider's own words may name a person.
  log().warn({ code, kind: error instanceof Error ? error.name : null }, 'sign-in by the provider failed');
  throw new ProviderFault(kindOf(error, code), error);
}

function kindOf(error: unknown, code: string | null): ProviderFault['kind'] {
  if (error instanceof oidc.AuthorizationResponseError) return 'refused';
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500 ? 'down' : 'refused';
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return 'down';
  const cause = error instanceof Error ? error.cause : null;
  if (cause instanceof Response && cause.status >= 500) return 'down';
  // An unreachable address is a TypeError of fetch itself, without a code of the protocol.
  return code === null ? 'down' : 'mismatch';
}
