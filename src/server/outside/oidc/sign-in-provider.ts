/** What is asked of a provider, and what its answer must fit. */
export interface Trip {
  state: string;
  nonce: string;
  verifier: string;
  /** Whether somebody who is signed in there already must prove it anew. */
  afresh: boolean;
}

/** Whom the provider vouches for. */
export interface Vouched {
  subject: string;
  /** As the configured claim names them; null where it is missing. */
  knownAs: string | null;
  /** Whether it says that a second factor was shown, of a kind that the house asks for. */
  strong: boolean;
  /** When they last proved to be there, where it says so. */
  provedAt: Date | null;
}

/** A provider of sign-in beyond the house. */
export interface SignInProvider {
  /** Where to send the browser. */
  begin(trip: Trip, redirectUri: string): Promise<URL>;
  /** Whom the answer in this address vouches for; throws a ProviderFault. */
  finish(trip: Trip, answer: URL): Promise<Vouched>;
  /** Where to sign out there, and come back to; null where that is not offered. */
  signOutAt(back: string): Promise<URL | null>;
}

/** Why a provider did not let somebody through: out of reach, it said no, or its answer does not fit what was asked. */
export class ProviderFault extends Error {
  readonly kind: 'down' | 'refused' | 'mismatch';

  constructor(kind: 'down' | 'refused' | 'mismatch', cause?: unknown) {
    super(`provider: ${kind}`, { cause });
    this.name = 'ProviderFault';
    this.kind = kind;
  }
}
