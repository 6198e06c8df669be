import { Refusal } from '#domain/refusal.ts';
import { formVersion } from '#ui/write/form-version.ts';

/** What a page of the staged form sent. */
export interface StageForm {
  /** The text of a field as typed; empty where there is none. */
  text(name: string): string;
  /** The whole number in a field; null where there is none. */
  number(name: string): number | null;
  has(name: string): boolean;
  /** Which button was pressed. */
  deed: string;
  /** The revision of the draft from which the page was drawn. */
  seen: number;
  /** Was the page drawn by this version of the form? */
  isCurrent: boolean;
}

/** Reads a posted stage; what is no form at all is refused, never a fault of ours. */
export async function readStageForm(request: Request): Promise<StageForm> {
  const form = await request.formData().catch((error: unknown) => {
    throw new Refusal('malformed', { detail: String(error) });
  });
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const number = (name: string) => (/^\d{1,15}$/.test(text(name)) ? Number(text(name)) : null);
  return {
    text,
    number,
    has: (name) => form.has(name),
    deed: text('do'),
    seen: number('revision') ?? 0,
    isCurrent: text('version') === formVersion,
  };
}
