import { randomPKCECodeVerifier } from 'openid-client';
import { type Proof, proofs } from '../../../domain/entering.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { currentConfig } from '../../current-config.ts';
import { OpenIdProvider } from '../../outside/oidc/openid-provider.ts';
import type { SignInProvider, Trip, Vouched } from '../../outside/oidc/sign-in-provider.ts';
import type { OidcConfig } from '../../read-oidc.ts';
import { newSecret } from '../../store/envelope.ts';
import { keepTrip, type KeptTrip, type TripPurpose, useTrip } from '../../store/entry/trips.ts';

/** What somebody comes back with from the provider. */
export interface Returned extends Pick<KeptTrip, 'purpose' | 'staffId' | 'begunAt'> {
  issuer: string;
  vouched: Vouched;
  /** Where on the desk they wanted to go. */
  back: string;
  /** The second factor that they showed here before they set out. */
  factor: Proof | null;
}

const open = new WeakMap<OidcConfig, SignInProvider>();

/** How the provider is called on a button; null where there is none; an empty text where it has no name. */
export function providerLabel(): string | null {
  const { oidc } = currentConfig();
  return oidc && (oidc.label ?? '');
}

/** Sets out to the provider: gives where to send the browser, which must come back with its secret. */
export async function setOut(
  of: { purpose: TripPurpose; staffId: number | null; back: string; browser: string; factor?: Proof | null },
  now: Date,
): Promise<URL> {
  const { provider } = theProvider();
  const trip = newTrip(of.purpose);
  const address = await provider.begin(trip, returnAddress()).catch(refuse);
  const { state, nonce, verifier } = trip;
  await keepTrip({ ...of, state }, { nonce, verifier, back: of.back, factor: of.factor ?? '' }, now);
  return address;
}

/** Comes back from the provider with its answer: whom it vouches for, and what they had set out for. */
export async function comeBack(search: string, browser: string | undefined, now: Date): Promise<Returned> {
  const { provider, issuer } = theProvider();
  const answer = new URL(returnAddress());
  answer.search = search;
  const state = answer.searchParams.get('state') ?? '';
  const kept =
    browser && state ? await useTrip({ state, browser }, ['enter', 'bind', 'confirm'], now) : undefined;
  if (!kept) throw new Refusal('provider-stale');
  const { nonce = '', verifier = '', back = '', factor = '' } = kept.carried;
  const trip = { state, nonce, verifier, afresh: isAfresh(kept.purpose) };
  const vouched = await provider.finish(trip, answer).catch(refuse);
  if (trip.afresh) refuseOld(vouched, kept.begunAt);
  const { purpose, staffId, begunAt } = kept;
  return {
    purpose,
    staffId,
    begunAt,
    issuer,
    vouched,
    back,
    factor: proofs.find((each) => each === factor) ?? null,
  };
}

/** Where to sign out at the provider as well; null where it offers no way, or cannot be asked now. */
export async function signOutAtProvider(back: string): Promise<string | null> {
  if (!currentConfig().oidc) return null;
  const address = await theProvider()
    .provider.signOutAt(`${currentConfig().publicUrl}${back}`)
    .catch(() => null);
  return address?.href ?? null;
}

function theProvider(): { provider: SignInProvider; issuer: string } {
  const { oidc } = currentConfig();
  if (!oidc) throw new Refusal('no-provider');
  const provider = open.get(oidc) ?? new OpenIdProvider(oidc);
  open.set(oidc, provider);
  return { provider, issuer: oidc.issuer };
}

function newTrip(purpose: TripPurpose): Trip {
  const [state, nonce] = [newSecret(), newSecret()];
  return { state, nonce, verifier: randomPKCECodeVerifier(), afresh: isAfresh(purpose) };
}

// Whoever sits at an open browser of somebody else must not pass for them: to bind and to confirm ask anew.
function isAfresh(purpose: TripPurpose): boolean {
  return purpose !== 'enter';
}

/** How far the clocks of two machines may be apart. */
const skewMs = 30_000;

function refuseOld({ provedAt }: Vouched, begunAt: Date): void {
  if (!provedAt || provedAt.getTime() < begunAt.getTime() - skewMs) throw new Refusal('provider-mismatch');
}

function returnAddress(): string {
  return `${currentConfig().publicUrl}/desk/sign-in/provider/back`;
}

// The site's build carries its own copy of the class, so the fault is known by its mark.
function refuse(error: unknown): never {
  if (!(error instanceof Error) || error.name !== 'ProviderFault' || !('kind' in error)) throw error;
  const code = ({ down: 'provider-down', refused: 'provider-refused' } as const)[String(error.kind)];
  throw new Refusal(code ?? 'provider-mismatch');
}
