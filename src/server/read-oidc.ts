import type { EnvReader } from './env-reader.ts';

/** The provider by which staff may enter (OpenID Connect), and what counts there as a second factor. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button calls the provider; null: the house's own words. */
  label: string | null;
  /** The claim by which a person is shown to operators and to themselves. */
  nameClaim: string;
  /** Kinds of sign-in that the provider must name for its word to count as a second factor; both empty: it never does. */
  acr: string[];
  amr: string[];
  /** Whether a provider on this very machine may be asked without TLS. */
  loopbackHttp: boolean;
}

/** Reads the provider from the environment; null where none is named. */
export function readOidc(reader: EnvReader): OidcConfig | null {
  const issuer = reader.text('OIDC_ISSUER');
  if (issuer === null) return null;
  const url = reader.webAddress('OIDC_ISSUER');
  const loopbackHttp = reader.choice('OIDC_HTTP', 'never', ['never', 'loopback']) === 'loopback';
  if (url && url.protocol !== 'https:' && !(loopbackHttp && isLoopback(url)))
    reader.wrong('OIDC_ISSUER', 'is not https', 'A provider is asked by TLS alone.');
  const clientId = reader.text('OIDC_CLIENT_ID');
  if (!clientId) reader.wrong('OIDC_CLIENT_ID', 'is not set', 'Give the id of this site at the provider.');
  return {
    ...{
      issuer,
      clientId: clientId ?? '',
      clientSecret: reader.secretFile('OIDC_SECRET_FILE'),
      loopbackHttp,
    },
    label: reader.text('OIDC_LABEL'),
    nameClaim: reader.text('OIDC_NAME_CLAIM') ?? 'preferred_username',
    ...{ acr: listOf(reader, 'OIDC_ACR'), amr: listOf(reader, 'OIDC_AMR') },
  };
}

/** Is this an address of the machine itself? */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function listOf(reader: EnvReader, variable: string): string[] {
  return (reader.text(variable) ?? '').split(/[\s,]+/).filter((each) => each !== '');
}
