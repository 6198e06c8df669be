const day = 86_400_000;

/** A number at which nobody signed in for so long may have gone to somebody else. */
export const dormantDays = 180;

/** How long a change of phone without the old one waits for its owner's “no”. */
export const phoneChangeDays = 7;

/** How long whoever closes an account can come back. */
export const closingHours = 72;

/** Whoever was last there before this has to show more than a code by text message. */
export function dormantBefore(now: Date): Date {
  return new Date(now.getTime() - dormantDays * day);
}

/** Until when a number that its owner leaves now still counts as theirs. */
export function numberCountsUntil(now: Date): Date {
  return new Date(now.getTime() + dormantDays * day);
}

/** When a change of phone that is asked for now takes effect. */
export function phoneChangeEffectiveAt(now: Date): Date {
  return new Date(now.getTime() + phoneChangeDays * day);
}

/** When an account that its owner closes now is closed for good. */
export function closesAt(now: Date): Date {
  return new Date(now.getTime() + closingHours * 3_600_000);
}

/** Names as they are compared: without what a keyboard adds. */
export function comparableName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s\p{Cf}·•．.]/gu, '')
    .toLowerCase();
}
