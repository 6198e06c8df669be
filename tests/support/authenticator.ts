import type { CDPSession, Page } from 'playwright-core';

/** An authenticator of the browser that has this page open: it keeps keys, and lets its owner in at once. */
export interface Authenticator {
  /** Whether it asks for its owner's PIN, finger or face, and gets it, from now on. */
  knowsOwner(is: boolean): Promise<void>;
}

/** Gives the browser of a page an authenticator of its own. */
export async function withAuthenticator(page: Page): Promise<Authenticator> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return {
    knowsOwner: async (is) => {
      await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: is });
    },
  };
}
