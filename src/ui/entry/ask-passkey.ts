import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

/** What the site said no to, in its own words. */
export class PasskeyRefused extends Error {}

/** Can this browser do passkeys? */
export function isAble(): boolean {
  return browserSupportsWebAuthn();
}

/** Asks the browser for a passkey or makes one, sends the answer with what else is given; gives where to go. */
export async function askPasskey(
  { act, href }: { act: 'enter' | 'confirm' | 'add'; href: string },
  given: Record<string, unknown>,
): Promise<string> {
  const optionsJSON = await answerOf(await fetch(href));
  const response = await (act === 'add'
    ? startRegistration({ optionsJSON: optionsJSON as never })
    : startAuthentication({ optionsJSON: optionsJSON as never }));
  const sent = await fetch(href, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response, ...given }),
  });
  return String((await answerOf(sent))['to']);
}

async function answerOf(answer: Response): Promise<Record<string, unknown>> {
  const body = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new PasskeyRefused(String(body['title']));
  return body;
}
