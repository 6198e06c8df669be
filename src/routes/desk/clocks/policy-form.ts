import type { PolicyGiven } from '#server/life/clocks/set-policy.ts';
import type { PolicyEffect } from '#server/views/desk/policy-effect.ts';
import type { Refused } from '../refused.ts';
import { textOf } from '../text-of.ts';
import type { FoundPlaces } from './found-places.ts';

/** What a form of the clocks' room answers with when its page is shown again. */
export interface PolicyAnswer extends Partial<Refused> {
  act: 'find' | 'try' | 'set' | 'ask-end' | 'end';
  values: Record<string, string>;
  places: FoundPlaces;
  /** What the change would move, before it is made. */
  effect?: PolicyEffect;
}

/** The policy that a form names; empty fields limit nothing. */
export function policyIn(form: FormData): PolicyGiven {
  const text = (name: string) => textOf(form, name).trim();
  const orNull = (name: string) => text(name) || null;
  const number = (name: string) => (text(name) === '' ? null : Number(text(name)));
  const law = text('clock') === 'petition-law';
  return {
    clock: text('clock'),
    region: orNull('region'),
    office: number('office'),
    kind: orNull('kind'),
    urgency: orNull('urgency'),
    length: law ? null : number('length'),
    unit: law ? null : orNull('unit'),
    ground: text('ground'),
  };
}

/** What was typed, to be shown again. */
export function valuesIn(form: FormData): Record<string, string> {
  return Object.fromEntries([...form.keys()].map((field) => [field, textOf(form, field)]));
}
