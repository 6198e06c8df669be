import { spawnSync } from 'node:child_process';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { projectFiles, type ProjectFile } from './support/project-files.ts';

const code = projectFiles('src', 'tests', 'scripts', 'bench').filter(({ name }) =>
  /\.(ts|svelte)$/.test(name),
);
const program = code.filter(({ name }) => name.startsWith('src/'));
const linesOf = ({ text }: ProjectFile): number => text.split('\n').length - 1;
const names = (files: ProjectFile[]): string[] => files.map(({ name }) => name);

test('Every room imports only what the table allows, and there are no circles', () => {
  const { stdout, stderr, status } = spawnSync('node_modules/.bin/depcruise', ['src'], { encoding: 'utf8' });
  expect(status === 0 ? '' : stdout + stderr).toBe('');
}, 60_000);

describe('files', () => {
  const measured = code.filter(({ name }) => !/generated/.test(name));

  test('No file is longer than 250 lines, and nine in ten have at most 150', () => {
    const long = measured
      .filter((file) => linesOf(file) > 250)
      .map((file) => `${file.name}: ${linesOf(file)}`);
    expect(long).toEqual([]);
    const middling = measured.filter((file) => linesOf(file) > 150);
    expect(middling.length, names(middling).join('\n')).toBeLessThanOrEqual(measured.length / 10);
  });

  test('A class of the public pages is drawn in one stylesheet: a second meaning would colour what has the first', () => {
    const sheets = projectFiles('src').filter(({ name }) =>
      /^src\/ui\/(styles\/site|write)\/.*\.css$/.test(name),
    );
    const drawn = sheets.flatMap(({ text }) => [
      ...new Set([...text.matchAll(/^\.([\w-]+) \{/gm)].map(([, word = '']) => word)),
    ]);
    expect(drawn.length).toBeGreaterThan(100);
    expect(drawn.filter((word, at) => drawn.indexOf(word) !== at)).toEqual([]);
  });

  test('Names are kebab-case and say what is inside', () => {
    const vague = /^(services?|managers?|helpers?|utils?|common|base|handlers?|types|constants|misc)$/;
    const ours = program.filter(({ name }) => !/\/\+[\w.]+$|\/\[/.test(name));
    const wrong = ours.filter(({ name }) =>
      name.split('/').some((part) => {
        const stem = part.replace(/(\.[a-z]{2})?\.[a-z]+$/, '');
        return (
          stem.split('-').some((word) => vague.test(word)) ||
          !/^(\([a-z-]+\)|[a-z0-9]+([-.][a-z0-9]+)*|[A-Z][A-Za-z]+)$/.test(stem)
        );
      }),
    );
    expect(names(wrong)).toEqual([]);
  });

  test('Nothing is imported through a barrel', () => {
    const isBarrel = ({ text }: ProjectFile): boolean =>
      /\S/.test(text) && text.replaceAll(/export (type )?(\*|\{[^}]*\}).* from '[^']+';/g, '').trim() === '';
    expect(names(code.filter((file) => path.basename(file.name) === 'index.ts' || isBarrel(file)))).toEqual(
      [],
    );
  });

  test('No text names a folder of one machine or a registry', () => {
    const machine = new RegExp(
      `(?:^|["'\`\\s(=:>])/(?:${['work', 'tmp', 'root'].join('|')})(?=[/"'\`\\s)]|$)`,
      'm',
    );
    const registry = new RegExp(['registry', 'npm'].join('[.]'));
    expect(names(projectFiles().filter(({ text }) => machine.test(text) || registry.test(text)))).toEqual([]);
  });
});

describe('code', () => {
  test('Only the doors read the clock; everything behind them is told the time', () => {
    const timeless = /^src\/(domain|server\/(life|views|store))\//;
    const reads = /\bnew Date\(\)|\bDate\.now\(\)/;
    const found = program.filter(({ name, text }) => timeless.test(name) && reads.test(text));
    expect(names(found)).toEqual([]);
  });

  test('Nothing is silenced: no ts-ignore, no any', () => {
    const silenced = new RegExp(`@ts-(${['ignore', 'nocheck'].join('|')})|\\bas any\\b|: any\\b|<any>`);
    expect(
      names(code.filter(({ name, text }) => !name.includes('houserules') && silenced.test(text))),
    ).toEqual([]);
  });

  test('No code is made from text at run time, and no program is started through a shell', () => {
    const made = new RegExp(
      `\\b${'eval'}\\(|new ${'Function'}\\(|(?<!\\.)\\bexec(Sync)?\\(\\s*['"\`]|shell: ${'true'}`,
    );
    const found = program.filter(({ name, text }) => name.startsWith('src/') && made.test(text));
    expect(names(found)).toEqual([]);
  });

  test('A function has at most four parameters and fits a screen', () => {
    const found = program.filter(({ name }) => name.endsWith('.ts')).flatMap(oversized);
    expect(found).toEqual([]);
  }, 60_000);
});

const screenLines = 60;

function oversized({ name, text }: ProjectFile): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const [from, to] = [node.getStart(), node.getEnd()].map(
        (at) => source.getLineAndCharacterOfPosition(at).line,
      );
      const lines = (to ?? 0) - (from ?? 0) + 1;
      if (node.parameters.length > 4)
        found.push(`${name}:${(from ?? 0) + 1} has ${node.parameters.length} parameters`);
      if (lines > screenLines) found.push(`${name}:${(from ?? 0) + 1} has ${lines} lines`);
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}
