import { describe, expect, test } from 'vitest';
import ts from 'typescript';
import { faultTitle, isRefusal, Refusal } from '../../src/domain/refusal.ts';
import { type RefusalCode, refusals } from '../../src/domain/refusals.ts';
import { projectFiles } from '../support/project-files.ts';

const codes = Object.keys(refusals) as RefusalCode[];
const places = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '').sort();
const needs = (code: RefusalCode): string[] => [
  ...new Set([...places(refusals[code].zh), ...places(refusals[code].en)]),
];

/** One place in the program that says a refusal's code, and the words that it hands over with it. */
interface Thrown {
  where: string;
  code: RefusalCode;
  given: readonly string[];
}

const isCode = (text: string): text is RefusalCode => text in refusals;

function wordsIn(object: ts.Node | undefined): string[] {
  if (!object || !ts.isObjectLiteralExpression(object)) return [];
  const given = object.properties.find((p) => p.name?.getText() === 'with');
  if (!given || !ts.isPropertyAssignment(given)) return [];
  const words = ts.isIdentifier(given.initializer) ? declared(given.initializer) : given.initializer;
  return words && ts.isObjectLiteralExpression(words)
    ? words.properties.map((p) => p.name?.getText() ?? '')
    : [];
}

/** What a name stands for, by its nearest declaration above. */
function declared(name: ts.Identifier): ts.Expression | undefined {
  let found: ts.Expression | undefined;
  const look = (node: ts.Node): void => {
    if (node.getStart() > name.getStart()) return;
    if (ts.isVariableDeclaration(node) && node.name.getText() === name.text) found = node.initializer;
    ts.forEachChild(node, look);
  };
  look(name.getSourceFile());
  return found;
}

function codesIn(node: ts.Node): RefusalCode[] {
  if (ts.isConditionalExpression(node)) return [...codesIn(node.whenTrue), ...codesIn(node.whenFalse)];
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return codesIn(node.expression);
  return ts.isStringLiteral(node) && isCode(node.text) ? [node.text] : [];
}

function thrownIn(name: string, text: string): Thrown[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: Thrown[] = [];
  const add = (node: ts.Node, object: ts.Node | undefined): void => {
    const where = `${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    for (const code of codesIn(node)) found.push({ where, code, given: wordsIn(object) });
  };
  const look = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Refusal' && node.arguments?.[0])
      add(node.arguments[0], node.arguments[1]);
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText() === 'code' &&
      /field/.test(node.parent.getText())
    )
      add(node.initializer, node.parent);
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

const thrown = projectFiles('src')
  .filter(({ name }) => name.endsWith('.ts'))
  .flatMap(({ name, text }) => thrownIn(name, text));

describe('every refusal', () => {
  test.each(codes)('%s has a status, a sentence in Chinese and one in English', (code) => {
    const { status, zh, en } = refusals[code];
    expect([400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 423, 429, 500, 503]).toContain(status);
    expect(zh).toMatch(/\p{Script=Han}.*[。!?]$/u);
    expect(en).toMatch(/^[A-Z{“].*[.]$/);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  });

  test.each(codes.filter((code) => needs(code).length > 0))(
    '%s is given its words by all who say it',
    (code) => {
      const said = thrown.filter((t) => t.code === code);
      const short = said.flatMap(({ where, given }) =>
        needs(code)
          .filter((n) => !given.includes(n))
          .map((n) => `${where} lacks {${n}}`),
      );
      expect(short).toEqual([]);
    },
  );

  test('is found by this search where the program says it', () => {
    expect(thrown.length).toBeGreaterThan(60);
    for (const code of [
      'too-long',
      'leader-takes-not',
      'same-matter',
      'wrong-state',
      'not-found',
      'required',
      'control-characters',
    ] as const)
      expect(thrown.map((t) => t.code)).toContain(code);
  });
});

describe('a Refusal', () => {
  test('says its sentence with its numbers filled in, in both languages', () => {
    const refusal = new Refusal('too-long', { with: { most: 22, have: 25, over: 3 } });
    expect(refusal.title('zh')).toContain('最多 22 个字');
    expect(refusal.title('en')).toBe('At most 22 characters; there are 25. Please cut 3.');
    expect(
      faultTitle({ field: 'title', code: 'too-long', with: { most: 22, have: 25, over: 3 } }, 'en'),
    ).toBe(refusal.title('en'));
    expect(faultTitle({ field: 'title', code: 'required' }, 'zh')).toBe('请填写这一项。');
  });

  test('carries its status, and keeps the detail for the log out of what is said', () => {
    const refusal = new Refusal('wrong-state', { detail: 'public/closed/none' });
    expect([refusal.status, refusal.message, refusal.detail]).toEqual([
      409,
      'wrong-state',
      'public/closed/none',
    ]);
    expect(refusal.title('zh') + refusal.title('en')).not.toContain('closed');
  });

  test('takes a word as it is, braces and all', () => {
    const refusal = new Refusal('same-matter', { with: { earlier: '{who} $& 3847' } });
    expect(refusal.title('en')).toContain('{who} $& 3847');
  });

  test('is known by its mark, and no other error is', () => {
    expect(isRefusal(new Refusal('busy'))).toBe(true);
    expect(isRefusal(Object.assign(new Error('x'), { name: 'Refusal', status: 404, faults: [] }))).toBe(true);
    for (const other of [
      new Error('Refusal'),
      undefined,
      null,
      'Refusal',
      { name: 'Refusal', status: 404, faults: [] },
    ])
      expect(isRefusal(other)).toBe(false);
  });
});
