import { isRefusal } from '#domain/refusal.ts';
import { type RefusalCode, refusals } from '#domain/refusals.ts';

const codes = [
  'provider-down',
  'provider-refused',
  'provider-mismatch',
  'provider-stale',
  'provider-unknown',
  'provider-other',
  'confirm-whole',
  'identity-taken',
  'no-provider',
] as const satisfies readonly RefusalCode[];

/** The sentence for a “no” that came back from the provider by the address; null where there is none. */
export function providerNo(url: URL, lang: 'zh' | 'en'): string | null {
  const code = codes.find((each) => each === url.searchParams.get('no'));
  return code ? refusals[code][lang] : null;
}

/** The page that says a “no” of the provider; throws on what is none. */
export function saying(error: unknown, page: string): Response {
  if (!isRefusal(error)) throw error;
  return goingTo(`${page}?no=${error.code}`);
}

/** An answer that only leads on, and is kept by nobody. */
export function goingTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
