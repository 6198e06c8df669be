import { refusals, type RefusalCode } from './refusals.ts';
import { isReasonCode } from './reason-codes.ts';
import { spokenNames } from './spoken-names.ts';
import { spokenReasons } from './spoken-reasons.ts';

/** One field of a form or body that was refused, named as the sender named it. */
export interface FieldFault {
  field: string;
  code: RefusalCode;
  /** Numbers and words that the sentence for the reader needs, such as `{ most: 22, have: 30 }`. */
  with?: Record<string, string | number>;
}

interface Particulars {
  /** Beside-the-field faults of a form. */
  faults?: readonly FieldFault[];
  /** Numbers and public words that the sentence needs; goes to the reader. */
  with?: Record<string, string | number>;
  /** For the log only; never shown, never personal. */
  detail?: string;
}

/** A step or view says no: the one error that doors translate into an answer. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly status: number;
  readonly faults: readonly FieldFault[];
  readonly with: Record<string, string | number>;
  readonly detail: string | undefined;

  constructor(code: RefusalCode, particulars: Particulars = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.status = refusals[code].status;
    this.faults = particulars.faults ?? [];
    this.with = particulars.with ?? {};
    this.detail = particulars.detail;
  }

  /** The public sentence, with its numbers filled in. */
  title(lang: 'zh' | 'en'): string {
    return fill(this.code, lang, this.with);
  }
}

/** The public sentence of one field's fault. */
export function faultTitle(fault: FieldFault, lang: 'zh' | 'en'): string {
  return fill(fault.code, lang, fault.with ?? {});
}

/** A Refusal by its mark rather than its class: the site's build carries its own copy of the class. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === 'Refusal' && 'status' in error && 'faults' in error;
}

function fill(code: RefusalCode, lang: 'zh' | 'en', values: Record<string, string | number>): string {
  return refusals[code][lang].replace(/\{(\w+)\}/g, (whole, key: string) => {
    const value = values[key];
    return String(spokenOf(key, String(value), lang) ?? value ?? whole);
  });
}

function spokenOf(key: string, value: string, lang: 'zh' | 'en'): string | undefined {
  if (key === 'reason') return isReasonCode(value) ? spokenReasons[lang][value] : undefined;
  return key === 'step' || key === 'kind' ? spokenNames[lang][value] : undefined;
}
