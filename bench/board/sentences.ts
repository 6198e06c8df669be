import { fold } from '../../src/domain/searching/fold.ts';
import * as words from './vocabulary.ts';

/** A message's public text, and the same as the search reads it. */
export interface Composed {
  title: string;
  body: string;
  place: string;
  /** Made from pieces that the production's own rule folded, a line each: what `foldMessage` gives of the whole. */
  folded: string;
}

/** A piece with what the search reads of it. */
type Piece = readonly [text: string, folded: string];

const pieces = (all: readonly string[]): Piece[] => all.map((text) => [text, fold(text)]);
const [places, things, troubles, times] = [
  pieces(words.places),
  pieces(words.things),
  pieces(words.troubles),
  pieces(words.times),
];
const [tries, answers, wishes, effects] = [
  pieces(words.tries),
  pieces(words.answers),
  pieces(words.wishes),
  pieces(words.effects),
];
const [common, rare] = [pieces([...words.nameSigns]), pieces([...words.rareSigns])];
const comma: Piece = ['，', ''];
const stop: Piece = ['。', ''];

/** The planted words stand together in one message of so many, and apart, the second before the first, in five times as many. */
const plantedEvery = 5000;

/**
 * The text of the message of this number: some 400 characters, always the same for the same number, with words as
 * frequent as in a language (a few very often, most seldom), names of neighbourhoods of which each stands in few
 * texts, and the number itself.
 */
export function composed(number: number): Composed {
  const draw = drawing(number);
  // The square puts more weight on what comes first in a list.
  const often = (all: readonly Piece[]): Piece => all[Math.floor(draw() ** 2 * all.length)] as Piece;
  const sign = (): Piece => (draw() < 0.97 ? often(common) : often(rare));
  const name = (): Piece[] => [sign(), sign(), often(places)];
  const home = name();
  const thing = often(things);
  const asked = (): Piece[] => [often(tries), comma, often(answers), stop];
  const sentence = [
    () => [...home, ['的', '的'] as Piece, often(things), often(troubles), comma, often(effects), stop],
    () => [often(times), comma, often(things), often(troubles), comma, ...asked()],
    () => [...name(), ['也是这样，', '也是这样'] as Piece, often(things), often(troubles), stop],
    asked,
    () => [['关于', '关于'] as Piece, often(things), comma, often(wishes), stop],
    () => [often(effects), comma, often(wishes), stop],
  ];
  const title = [...home, thing, often(troubles)];
  const body: Piece[] = [['尊敬的领导：', '尊敬的领导']];
  let length = 0;
  while (length < 400) {
    const next = (sentence[Math.floor(draw() * sentence.length)] as () => Piece[])();
    body.push(...next);
    length += next.reduce((n, [text]) => n + text.length, 0);
  }
  body.push(...plantedIn(number), [`编号${number}。`, `编号${number}`]);
  const [shownTitle, foldedTitle] = joined(title);
  const [shownBody, foldedBody] = joined(body);
  const [shownPlace, foldedPlace] = joined(home);
  return {
    title: shownTitle,
    body: shownBody,
    place: shownPlace,
    folded: `${foldedTitle}\n${foldedBody}\n${foldedPlace}`,
  };
}

/** Whether the planted words stand together in the message of this number. */
export const isPlanted = (number: number): boolean => number % plantedEvery === 17;

function plantedIn(number: number): Piece[] {
  const { together, first, second } = words.planted;
  if (isPlanted(number)) return [[`${together}。`, together]];
  return number % (plantedEvery / 5) === 3 ? [[`${second}在${first}。`, `${second}在${first}`]] : [];
}

function joined(all: readonly Piece[]): Piece {
  return [all.map(([text]) => text).join(''), all.map(([, folded]) => folded).join('')];
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function drawing(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
