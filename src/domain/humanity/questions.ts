import type { Ask } from './ask.ts';
import { between, fill, pick, some } from './draws.ts';

/** All that a language says of the questions: what they are about, the sentences that ask, how numbers are spoken and answered. */
export interface QuestionWords {
  things: readonly string[];
  people: readonly string[];
  words: readonly string[];
  opposites: readonly (readonly [word: string, contraries: readonly string[]])[];
  /** Things by what they are. */
  families: Readonly<Record<string, readonly string[]>>;
  /** From Monday. */
  weekdays: readonly string[];
  comma: string;
  sums: readonly string[];
  rests: readonly string[];
  largest: readonly string[];
  smallest: readonly string[];
  fromStart: readonly string[];
  fromEnd: readonly string[];
  counts: readonly string[];
  contraries: readonly string[];
  strangers: readonly string[];
  later: readonly string[];
  ago: readonly string[];
  /** A number below a hundred as it is spoken, and as it may be answered. */
  spoken(n: number): string;
  numbers(n: number): string[];
  /** First to sixth. */
  nth(n: number): string;
  /** So many days. */
  span(n: number): string;
  /** How a weekday may be answered; 0: Monday. */
  dayAnswers(at: number): string[];
}

const twoDigits = Array.from({ length: 90 }, (_, n) => n + 10);

/** The sorts of questions, as a language asks them. */
export function questionsIn(w: QuestionWords): readonly Ask[] {
  return [sum(w), rest(w), extreme(w), place(w), count(w), contrary(w), stranger(w), weekday(w)];
}

function sum(w: QuestionWords): Ask {
  return (draw) => {
    const [a, b] = [between(draw, 2, 19), between(draw, 2, 19)];
    const [who = '', other = ''] = some(draw, w.people, 2);
    const values = { a: w.spoken(a), b: w.spoken(b), thing: pick(draw, w.things), who, other };
    return { text: begun(fill(pick(draw, w.sums), values)), answers: w.numbers(a + b) };
  };
}

function rest(w: QuestionWords): Ask {
  return (draw) => {
    const a = between(draw, 9, 20);
    const b = between(draw, 2, a - 1);
    const values = { a: w.spoken(a), b: w.spoken(b), who: pick(draw, w.people), thing: pick(draw, w.things) };
    return { text: begun(fill(pick(draw, w.rests), values)), answers: w.numbers(a - b) };
  };
}

function extreme(w: QuestionWords): Ask {
  return (draw) => {
    const three = some(draw, twoDigits, 3);
    const most = draw(2) === 1;
    const values = { list: three.map((n) => w.spoken(n)).join(w.comma), who: pick(draw, w.people) };
    const right = most ? Math.max(...three) : Math.min(...three);
    return {
      text: begun(fill(pick(draw, most ? w.largest : w.smallest), values)),
      answers: w.numbers(right),
    };
  };
}

function place(w: QuestionWords): Ask {
  return (draw) => {
    const list = some(draw, w.words, between(draw, 4, 6));
    const at = draw(list.length);
    const fromEnd = draw(2) === 1;
    const values = { list: list.join(w.comma), nth: w.nth(fromEnd ? list.length - at : at + 1) };
    return { text: fill(pick(draw, fromEnd ? w.fromEnd : w.fromStart), values), answers: [list[at] ?? ''] };
  };
}

function count(w: QuestionWords): Ask {
  return (draw) => {
    const [one = '', other = ''] = some(draw, w.words, 2);
    const [n, m] = [between(draw, 2, 6), between(draw, 1, 4)];
    const list = some(draw, [...Array<string>(n).fill(one), ...Array<string>(m).fill(other)], n + m);
    return {
      text: fill(pick(draw, w.counts), { one, list: list.join(w.comma) }),
      answers: w.numbers(n),
    };
  };
}

function contrary(w: QuestionWords): Ask {
  return (draw) => {
    const [word, answers] = pick(draw, w.opposites);
    return { text: fill(pick(draw, w.contraries), { word }), answers };
  };
}

function stranger(w: QuestionWords): Ask {
  return (draw) => {
    const [kind = '', other = ''] = some(draw, Object.keys(w.families), 2);
    const odd = pick(draw, w.families[other] ?? []);
    const list = some(draw, [odd, ...some(draw, w.families[kind] ?? [], 3)], 4);
    return { text: fill(pick(draw, w.strangers), { list: list.join(w.comma), kind }), answers: [odd] };
  };
}

function weekday(w: QuestionWords): Ask {
  return (draw) => {
    const [day, n] = [draw(7), between(draw, 1, 6)];
    const later = draw(2) === 1;
    const values = { day: w.weekdays[day] ?? '', span: w.span(n) };
    return {
      text: fill(pick(draw, later ? w.later : w.ago), values),
      answers: w.dayAnswers((day + (later ? n : 7 - n)) % 7),
    };
  };
}

function begun(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
