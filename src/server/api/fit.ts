import type { core, ZodType } from 'zod';
import { type FieldFault, Refusal } from '../../domain/refusal.ts';
import { type RefusalCode, refusals } from '../../domain/refusals.ts';

/** The input in the shape that an operation asks for; a refusal with a fault beside each field that does not fit. */
export function fit<T>(shape: ZodType<T>, raw: unknown): T {
  const result = shape.safeParse(raw);
  if (result.success) return result.data;
  throw new Refusal('invalid', { faults: faultsOf(result.error.issues, raw) });
}

/** The same for what stands in the path: what does not fit is an address that leads nowhere. */
export function fitPath<T>(shape: ZodType<T>, raw: unknown): T {
  const result = shape.safeParse(raw);
  if (result.success) return result.data;
  throw new Refusal('not-found');
}

function faultsOf(issues: readonly core.$ZodIssue[], raw: unknown): FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const issue of issues) {
    const field = issue.path.map(String).join('.');
    if (!faults.has(field)) faults.set(field, { field, code: codeOf(issue, raw) });
  }
  return [...faults.values()];
}

function codeOf(issue: core.$ZodIssue, raw: unknown): RefusalCode {
  if (isMissing(issue.path, raw)) return 'required';
  // A shape may name the code itself, as its message.
  if (issue.message in refusals) return issue.message as RefusalCode;
  const wrongType = issue.code === 'invalid_type' && issue.expected !== 'number' && issue.expected !== 'int';
  return wrongType ? 'malformed' : 'wrong-choice';
}

function isMissing(path: readonly PropertyKey[], raw: unknown): boolean {
  let at = raw;
  for (const key of path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return at === undefined;
}
