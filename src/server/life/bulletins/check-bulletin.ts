import { bulletinLimits, type BulletinScope, bulletinScopes } from '../../../domain/bulletins.ts';
import { type FieldFault, Refusal } from '../../../domain/refusal.ts';
import { findPersonalData } from '../../../domain/screening/find-personal-data.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import type { BulletinText } from '../../store/bulletins.ts';

/** A bulletin as somebody gives it. */
export interface GivenBulletin {
  title: string;
  body: string;
  scopes: readonly string[];
  remindAfter?: number;
}

/** The text of a bulletin, tidy; refused where it is empty, too long, for nobody, or names a person's number. */
export function checkBulletin(given: GivenBulletin, addressed: 'units' | 'one'): BulletinText {
  const [title, body] = [tidy(given.title), tidy(given.body)];
  const scopes = bulletinScopes.filter((each) => given.scopes.includes(each));
  const remindAfter = given.remindAfter ?? 2;
  const faults = [
    faultOf('title', title, bulletinLimits.title, { required: true }),
    faultOf('body', body, bulletinLimits.body, { required: true, lines: true }),
    personal('title', title, addressed),
    personal('body', body, addressed),
    addressed === 'units' ? scopeFault(scopes) : undefined,
    Number.isInteger(remindAfter) && remindAfter >= 1 && remindAfter <= 20
      ? undefined
      : { field: 'remindAfter', code: 'wrong-choice' as const },
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return { title, body, scopes: addressed === 'units' ? scopes : [], remindAfter };
}

// A bulletin goes to many desks: a citizen's numbers have no place in it. A notice may name the phone of whom to ask.
function personal(field: string, text: string, addressed: 'units' | 'one'): FieldFault | undefined {
  const never = addressed === 'one' ? ['phone', 'id-number', 'bank-card'] : ['id-number', 'bank-card'];
  const found = findPersonalData(text).some(({ what }) => never.includes(what));
  return found ? { field, code: 'personal-data' } : undefined;
}

function scopeFault(scopes: readonly BulletinScope[]): FieldFault | undefined {
  return scopes.length === 0 ? { field: 'scopes', code: 'required' } : undefined;
}
