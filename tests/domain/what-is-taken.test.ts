import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPhone } from '../../src/domain/phone.ts';
import { readPublicCode } from '../../src/domain/public-code.ts';

const page = readFileSync(new URL('../../docs/what-is-taken.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^\| (phone|code) \| `(.+)` \| (taken|refused) \|$/gm)];
const readers: Record<string, (typed: string) => string | undefined> = {
  phone: readPhone,
  code: readPublicCode,
};

test('What is taken in a field is what the page on it says', () => {
  expect(examples.length).toBe(8);
  for (const [, field = '', typed = '', is] of examples)
    expect(readers[field]?.(typed) === undefined ? 'refused' : 'taken', `${field} ${typed}`).toBe(is);
});
