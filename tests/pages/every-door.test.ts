import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { currentConfig } from '../../src/server/current-config.ts';
import { startWeb, type Web } from '../../src/web-server.ts';
import type { Relation } from '../../src/domain/policy.ts';
import { accessTable } from '../support/doors/access-table.ts';
import { type Door, doorsOfApi, doorsOfPages } from '../support/doors/enumerate.ts';
import { type Heard, knock, sessions } from '../support/doors/knock.ts';
import { setThings } from '../support/doors/set-things.ts';
import type { Standing } from '../support/doors/what-to-send.ts';
import { type Board, openBoard } from '../support/matrix/board.ts';
import { isHiddenFrom } from '../support/matrix/combinations.ts';
import { notAboutOneMessage } from '../support/matrix/not-about-one-message.ts';
import { people, type Person } from '../support/matrix/people.ts';
import { scenes } from '../support/matrix/scenes.ts';
import { relationsOf } from '../support/matrix/ties.ts';

const file = new URL('../../docs/access-table.md', import.meta.url);
let board: Board;
let web: Web;
let doors: Door[];
let tries = 0;
/** The pages that showed the words of the private message, and to whom. */
const shown: [Door, Person][] = [];
/** Only the private message is called this. */
const title = '此桥之事不愿公开';
const heard = new Map<string, Map<Person, Heard>>();

/** Messages at which those doors are tried that are about one. */
const stages = { public: 'in progress', private: 'at work in the bureau' } as const;

beforeAll(async () => {
  board = await openBoard();
  web = await startWeb({ ...currentConfig(), host: '127.0.0.1', port: 0 });
  const ofOneMessage = ({ operation }: Door) => operation && !(operation in notAboutOneMessage);
  doors = [...(await doorsOfPages()), ...(await doorsOfApi()).filter((door) => !ofOneMessage(door))];
  const things = await setThings(board);
  const entitled: Board = {
    ...board,
    written: (changes = {}, to) =>
      board.written({ ...changes, ...(changes.visibility === 'private' && { title }) }, to),
  };
  const all = await sessions(board.stage.now());
  for (const [which, stage] of Object.entries(stages)) {
    const at: Standing = { board, things, scene: await scenes[stage](entitled) };
    for (const door of doors.filter((each) => which === 'public' || isOfMessage(each))) {
      const answers = new Map<Person, Heard>();
      for (const person of people) {
        const { heard: word, text } = await knock(web.url, door, at, all.get(person));
        answers.set(person, word);
        if (which === 'private' && text.includes(title)) shown.push([door, person]);
      }
      tries += people.length;
      heard.set(door.name + (isOfMessage(door) ? ` (${which})` : ''), answers);
    }
  }
}, 600_000);
afterAll(async () => {
  await web.close();
  await board.stage.close();
});

const isOfMessage = ({ path }: Door) => path.includes('[code]') && /messages|desk/.test(path);

test('Every door of the running program answers everybody as the table says', () => {
  const table = accessTable(heard);
  if (process.env['ACCESS_TABLE'] === 'write') fs.writeFileSync(file, table);
  process.stdout.write(`${doors.length} doors, ${people.length} people: ${tries} tries\n`);
  expect(table).toBe(fs.readFileSync(file, 'utf8'));
});

test('Nobody from outside comes in at the desk, but to sign in', () => {
  const outside: readonly Person[] = ['a visitor', 'the author', 'another citizen'];
  const open = [...heard].filter(
    ([door, answers]) => door.includes('/desk') && outside.some((person) => answers.get(person) === 'let in'),
  );
  expect(open.filter(([door]) => !/ \/desk\/sign-(in|out)/.test(door)).map(([door]) => door)).toEqual([]);
});

test('At a private message nobody is let in who has no part in it', () => {
  const strangers = people.filter((person) => isHiddenFrom(person, stages.private));
  const open = [...heard].flatMap(([door, answers]) =>
    door.endsWith(' (private)')
      ? strangers.filter((person) => answers.get(person) === 'let in').map((person) => `${door}: ${person}`)
      : [],
  );
  expect(strangers.length).toBeGreaterThan(8);
  expect(open).toEqual([]);
});

test('The words of a private message stand on no page but for those who may read them', () => {
  const readers: readonly Relation[] = [
    ...(['author', 'answerable', 'holder', 'joint', 'approver', 'above', 'leader'] as const),
    // Those through whose hands the order went.
    ...(['orderer', 'receiver'] as const),
  ];
  const mayRead = (person: Person): boolean => {
    const own = relationsOf(person, stages.private);
    return readers.some((each) => own.has(each));
  };
  const wrong = shown.filter(([, person]) => !mayRead(person));
  expect(wrong.map(([door, person]) => `${door.name}: ${person}`)).toEqual([]);
  expect(shown.length).toBeGreaterThan(40);
});

test('No door breaks, whoever knocks', () => {
  const broken = [...heard].filter(([, answers]) => [...answers.values()].includes('fault'));
  expect(broken.map(([door]) => door)).toEqual([]);
});
