import { type DraftKey, isHeld } from '../../store/drafts.ts';

/** The cookie that carries the key to a draft: its id, and the secret that only the writer's browser keeps. */
export const draftCookie = 'huiyin-draft';

/** The key in a draft cookie's value; undefined when it is none. */
export function draftKeyOf(value: string | undefined): DraftKey | undefined {
  const found = /^([\w-]{22})\.([\w-]{43})$/.exec(value ?? '');
  return found?.[1] && found[2] ? { id: found[1], secret: found[2] } : undefined;
}

/** A draft's key as the cookie carries it. */
export function draftCookieValue({ id, secret }: DraftKey): string {
  return `${id}.${secret}`;
}

/** The id of the draft whose secret somebody holds: proof enough to see the pictures uploaded to it. */
export async function heldDraftId(cookie: string | undefined, now: Date): Promise<string | null> {
  const key = draftKeyOf(cookie);
  return key && (await isHeld(key, now)) ? key.id : null;
}
