/** What kind of personal datum a stretch of text is taken for. */
export const personalKinds = [
  'phone',
  'landline',
  'id-number',
  'bank-card',
  'email',
  'plate',
  'chat-id',
  'address',
  'name',
] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** What the guess rests on. */
export const personalWhys = [
  'mobile-number',
  'mobile-disguised',
  'landline-given',
  'id-checksum',
  'id-of-old',
  'id-named',
  'card-checksum',
  'card-named',
  'email-address',
  'email-disguised',
  'number-plate',
  'chat-named',
  'door-of-building',
  'door-of-village',
  'door-of-home',
  'name-said',
  'name-labelled',
  'name-titled',
  'name-signed',
  'name-beside-data',
  'name-likely',
  'name-again',
  'name-half-covered',
] as const;
export type PersonalWhy = (typeof personalWhys)[number];

/** A stretch of text that looks personal: where it stands (UTF-16 offsets of the text as written), what it is, and why it is thought so. */
export interface PersonalDatum {
  start: number;
  end: number;
  what: PersonalKind;
  why: PersonalWhy;
}

/** Numbers and accounts that are wrong in no matter whose mouth; a name or a door may belong to the matter. */
const numbers: ReadonlySet<PersonalKind> = new Set([
  'phone',
  'id-number',
  'bank-card',
  'email',
  'plate',
  'chat-id',
]);

/** Is it a number or an account that leads to a person, whatever the text is about? */
export function isPersonalNumber({ what }: Pick<PersonalDatum, 'what'>): boolean {
  return numbers.has(what);
}

/** Was it covered by its writer already (王某某)? It is shown to a reviewer, and holds nothing up. */
export function isDoubtful({ why }: Pick<PersonalDatum, 'why'>): boolean {
  return why === 'name-half-covered';
}

/** A find in the folded text; of two that overlap the lower rank stays. */
export interface Find extends PersonalDatum {
  rank: number;
}
