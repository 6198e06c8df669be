import { limits } from './message.ts';
import type { FieldFault } from './refusal.ts';
import { Refusal } from './refusal.ts';
import { templateFields, templateLimits, unknownFields } from './reply-template.ts';
import { faultOf, tidy } from './text.ts';

/** A reply template as an officer writes it. */
export interface TemplateWords {
  name: string;
  text: string;
}

/** The template as it is kept; refuses with a fault beside each field. */
export function checkTemplate(given: TemplateWords): TemplateWords {
  const [name, text] = [tidy(given.name), tidy(given.text)];
  const faults = [
    faultOf('name', name, templateLimits.name, { required: true }),
    faultOf('text', text, limits.reply, { required: true, lines: true }),
    fieldFault(text),
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return { name, text };
}

function fieldFault(text: string): FieldFault | undefined {
  const fields = unknownFields(text);
  if (fields.length === 0) return undefined;
  return {
    field: 'text',
    code: 'unknown-field',
    with: { fields: fields.join('、'), known: templateFields.join('、') },
  };
}
