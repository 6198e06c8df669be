import { openFields, type OpenFormat, openLicence } from './open-message.ts';
import { numberFields } from './open-numbers.ts';

/** What a file holds. */
export type OpenContent = 'messages' | 'numbers';

const schemas = {
  messages: { fields: described(openFields), primaryKey: 'code' },
  numbers: { fields: described(numberFields), primaryKey: ['within', 'of', 'id'] },
} as const;

/** The description for machines (Frictionless Data Package) of the files of one day. */
export function dataPackage(
  files: readonly { name: string; content: OpenContent; format: OpenFormat; bytes: number }[],
  builtOn: string,
) {
  return {
    ...{ profile: 'tabular-data-package', name: 'huiyin-public-messages', created: builtOn },
    title: 'Public messages to leaders, their answers, and the public numbers',
    description: 'Made once a day; what is no longer public is gone from the next day on.',
    licenses: [openLicence],
    resources: files.map(({ name, content, format, bytes }) => ({
      ...{ name: name.replace(/\W+/g, '-'), path: name, format, bytes, encoding: 'utf-8' },
      mediatype: format === 'csv' ? 'text/csv' : 'application/x-ndjson',
      licenses: [openLicence],
      schema: schemas[content],
    })),
  };
}

/** Fields as a Table Schema has them. */
export function described(fields: readonly (readonly [string, string, string])[]) {
  return fields.map(([name, type, description]) => ({ name, type, description }));
}
