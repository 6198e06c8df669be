/** What an office tells others: a notice (通知) and a circular (通报) to the units below, a special report (专报) to the command centre. */
export const bulletinKinds = ['notice', 'circular', 'special-report'] as const;
export type BulletinKind = (typeof bulletinKinds)[number];

/** Which units below: the offices of the places directly below, those of all places below, the own departments. */
export const bulletinScopes = ['places', 'all-places', 'departments'] as const;
export type BulletinScope = (typeof bulletinScopes)[number];

export type BulletinState = 'draft' | 'published' | 'dropped';

/** The limits of a bulletin, in characters as people count them. */
export const bulletinLimits = { title: 50, body: 8000 } as const;

/** The number under which a bulletin is filed, as officials write it: 〔2026〕3号. */
export function spokenNumber(number: string): string {
  const [year, n] = number.split('-');
  return `〔${year}〕${n}号`;
}

/** How often a unit that has not read is reminded by itself. */
export const mostReminders = 3;
