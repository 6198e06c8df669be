import { people, type Person, staffNames } from '../matrix/people.ts';
import type { Heard } from './knock.ts';

const columns = ['let in', 'asked for more', 'refused', 'not found', 'sent to sign in'] as const;

/** People who are often answered alike, by one word. */
const groups: readonly [word: string, names: readonly Person[]][] = [
  ['citizens', ['the author', 'another citizen']],
  ['the desk', staffNames],
  [
    'the office',
    [
      'Dual Li, reviewer and officer',
      'Officer Zhao',
      'Officer He, who may have stepped back',
      'Approver Qian',
      'Head Sun',
    ],
  ],
  ['reviewers', ['Reviewer Lin, who reviewed it', 'Reviewer Mo']],
  ['the province', ['an officer of the province', 'an approver of the province']],
  ['supervisors', ['a supervisor of the province', 'a supervisor of the platform']],
  ['the county', ['an officer of the county', 'an approver of the county']],
  ['the bureau', ['an officer of the bureau']],
  ['the helping unit', ['an officer of the helping unit']],
  ['offices elsewhere', ['an officer elsewhere', 'an approver elsewhere']],
  ['the ministry', ['an officer of the ministry', 'an approver of the ministry']],
  ['other leaders', ['the deputy', 'another leader']],
  [
    'whoever handles nothing',
    ['the operator', 'the editor', 'the auditor', 'the examiner', 'somebody without a duty'],
  ],
];

/** The first lines of the table, which say how to read it. */
function head(): string {
  const words = groups.map(([word, names]) => `- **${word}**: ${names.join('; ')}`);
  return `# Who may come in at which door

Every page, every form and every operation of the API that is not about one message, tried as everybody: what stands here is what the
running program answered. \`tests/pages/every-door.test.ts\` tries them all and fails when an answer differs, or a door is not here.
What is done with one message over the API, at every stage of its life, is tried by the matrix (\`tests/server/matrix*.test.ts\`).

The *public* message is at work at the office of Guangyuan; the *private* one at the bureau of a county below it, with a joint part at
another bureau; a door without either word answers the same for both. *Asked for more*: let in, and the empty form was refused.

After a deliberate change: \`ACCESS_TABLE=write npx vitest run tests/pages/every-door.test.ts\`, and read what changed.

${words.join('\n')}

| door | ${columns.join(' | ')} |
|${'---|'.repeat(columns.length + 1)}
`;
}

/** The table that a person can read: a row for each door, or each two messages where the answers differ. */
export function accessTable(heard: ReadonlyMap<string, ReadonlyMap<Person, Heard>>): string {
  const rows = [...heard].map(([door, answers]) => ({ door, cells: cellsOf(answers) }));
  const cellsAt = new Map(rows.map(({ door, cells }) => [door, cells]));
  const lines = rows
    .toSorted((a, b) => (place(a.door) < place(b.door) ? -1 : 1))
    .flatMap(({ door, cells }) => {
      const same = cellsAt.get(door.replace(' (public)', ' (private)')) === cells;
      if (door.endsWith(' (private)') && cellsAt.get(door.replace(' (private)', ' (public)')) === cells)
        return [];
      return [`| \`${same ? door.replace(' (public)', '') : door}\` | ${cells} |`];
    });
  return `${head()}${lines.join('\n')}\n`;
}

/** Doors of one address stand together, reading first. */
function place(door: string): string {
  const [method = '', path = '', ...more] = door.split(' ');
  return `${path} ${method === 'GET' ? 0 : 1} ${more.join(' ')} ${method}`;
}

function cellsOf(answers: ReadonlyMap<Person, Heard>): string {
  const heard = Map.groupBy(people, (person) => answers.get(person) ?? 'fault');
  const broken = heard.get('fault');
  const cells = columns.map((word) => namesOf(heard.get(word) ?? []));
  return cells.join(' | ') + (broken ? ` | FAULT: ${namesOf(broken)}` : '');
}

/** Whole groups by their word, others by name. */
function namesOf(some: readonly Person[]): string {
  if (some.length === people.length) return 'everybody';
  const left = new Set<Person>(some);
  const words: string[] = left.delete('a visitor') ? ['a visitor'] : [];
  for (const [word, names] of groups) {
    if (!names.every((each) => left.has(each))) continue;
    for (const each of names) left.delete(each);
    words.push(word);
  }
  return [...words, ...left].join('; ');
}
