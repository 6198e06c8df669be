/** What a template can take from the message, by the word that stands in its braces. */
export const templateFields = ['标题', '编号', '地区', '单位', '日期'] as const;
export type TemplateField = (typeof templateFields)[number];

/** The facts of one message and its reply that fill a template. */
export type TemplateFacts = Readonly<Record<TemplateField, string>>;

export const templateLimits = { name: 30 } as const;

const braces = /\{([^{}\n]{1,12})\}/g;

/** The text with its fields filled in; what is in other braces stays as it stands. */
export function fillTemplate(text: string, facts: TemplateFacts): string {
  return text.replace(braces, (whole, field: string) => (isField(field) ? facts[field] : whole));
}

/** Fields in braces that no message has, such as a slip in writing one. */
export function unknownFields(text: string): string[] {
  const named = [...text.matchAll(braces)].map((found) => (found[1] ?? '').trim());
  return [...new Set(named.filter((field) => !isField(field)))];
}

function isField(field: string): field is TemplateField {
  return (templateFields as readonly string[]).includes(field);
}
