import { between, fill, pick, some } from './draws.ts';
import type { Ask } from './ask.ts';

const small = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
const things = [
  'apples',
  'eggs',
  'cups',
  'chairs',
  'keys',
  'letters',
  'potatoes',
  'books',
  'coats',
  'stamps',
];
const people = ['Anna', 'Tom', 'the teacher', 'a neighbour', 'my aunt', 'the baker', 'Li', 'Maria'];
const words = [
  'hill',
  'river',
  'lamp',
  'door',
  'book',
  'ship',
  'tree',
  'bridge',
  'rain',
  'sugar',
  'horse',
  'rice',
  'tea',
  'flower',
];
const opposites: readonly (readonly [string, readonly string[]])[] = [
  ['big', ['small', 'little', 'tiny']],
  ['hot', ['cold', 'cool']],
  ['fast', ['slow']],
  ['long', ['short']],
  ['up', ['down']],
  ['left', ['right']],
  ['day', ['night']],
  ['clean', ['dirty']],
  ['open', ['closed', 'shut', 'close']],
  ['near', ['far']],
  ['inside', ['outside', 'out']],
  ['new', ['old', 'used']],
  ['thick', ['thin']],
  ['early', ['late']],
  ['heavy', ['light']],
  ['wide', ['narrow']],
  ['wet', ['dry']],
  ['full', ['empty']],
  ['loud', ['quiet', 'silent']],
];
const families: Readonly<Record<string, readonly string[]>> = {
  'a fruit': ['apple', 'banana', 'grape', 'pear', 'melon', 'peach'],
  'an animal': ['dog', 'cat', 'cow', 'rabbit', 'elephant', 'tiger'],
  'a piece of furniture': ['table', 'chair', 'bed', 'wardrobe', 'sofa', 'desk'],
  'a vehicle': ['lorry', 'bus', 'bicycle', 'motorcycle', 'train', 'taxi'],
  'a piece of clothing': ['trousers', 'shirt', 'jumper', 'skirt', 'jacket', 'socks'],
};
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Questions in English. */
export const questionsInEnglish: readonly Ask[] = [
  (draw) => {
    const [a, b] = [between(draw, 2, 19), between(draw, 2, 19)];
    const sentence = pick(draw, [
      'There are {a} {thing} in a basket and {b} more are put in. How many are there?',
      '{who} read {a} pages yesterday and {b} today. How many pages is that?',
      'What do {a} and {b} make together?',
      'One table has {a} {thing}, another has {b}. How many are there on both?',
    ]);
    return {
      text: begun(
        fill(sentence, { a: spoken(a), b: spoken(b), thing: pick(draw, things), who: pick(draw, people) }),
      ),
      answers: numbers(a + b),
    };
  },
  (draw) => {
    const a = between(draw, 9, 20);
    const b = between(draw, 2, a - 1);
    const sentence = pick(draw, [
      '{a} birds sit in a tree and {b} fly away. How many are left?',
      '{who} has {a} {thing} and gives {b} away. How many does that leave?',
      'How much more is {a} than {b}?',
      'A book has {a} pages, {b} of them are read. How many are not?',
    ]);
    return {
      text: begun(
        fill(sentence, { a: spoken(a), b: spoken(b), thing: pick(draw, things), who: pick(draw, people) }),
      ),
      answers: numbers(a - b),
    };
  },
  (draw) => {
    const three = some(
      draw,
      Array.from({ length: 90 }, (_, n) => n + 10),
      3,
    );
    const [most, sentence] = pick(draw, [
      [true, 'Which of {list} is the largest?'],
      [false, 'Which of {list} is the smallest?'],
      [true, '{who} names three numbers: {list}. Which is the largest?'],
      [false, '{who} names three numbers: {list}. Which is the smallest?'],
    ] as const);
    const right = most ? Math.max(...three) : Math.min(...three);
    return {
      text: begun(fill(sentence, { list: three.map(spoken).join(', '), who: pick(draw, people) })),
      answers: numbers(right),
    };
  },
  (draw) => {
    const list = some(draw, words, between(draw, 4, 6));
    const at = draw(list.length);
    const fromEnd = draw(2) === 1;
    const n = ordinals[fromEnd ? list.length - at : at + 1] ?? '';
    const sentence = fromEnd
      ? 'These words: {list}. Which is the {n}, counted from the end?'
      : 'These words: {list}. Which is the {n} one?';
    return { text: fill(sentence, { list: list.join(', '), n }), answers: [list[at] ?? ''] };
  },
  (draw) => {
    const [one, other] = some(draw, words, 2) as [string, string];
    const [n, m] = [between(draw, 2, 6), between(draw, 1, 4)];
    const list = some(draw, [...Array<string>(n).fill(one), ...Array<string>(m).fill(other)], n + m);
    return {
      text: fill('How often does “{one}” stand in this: {list}?', { one, list: list.join(', ') }),
      answers: numbers(n),
    };
  },
  (draw) => {
    const [word, answers] = pick(draw, opposites);
    return {
      text: fill(
        pick(draw, [
          'What is the opposite of “{word}”?',
          'Which word means just the contrary of “{word}”?',
          'Not “{word}” but quite the other way round: what?',
        ]),
        { word },
      ),
      answers,
    };
  },
  (draw) => {
    const [kind, other] = some(draw, Object.keys(families), 2) as [string, string];
    const odd = pick(draw, families[other] ?? []);
    const list = some(draw, [odd, ...some(draw, families[kind] ?? [], 3)], 4);
    return {
      text: fill(
        pick(draw, ['{list}: which is not {kind}?', 'Only one of these is not {kind}: {list}. Which?']),
        { list: list.join(', '), kind },
      ),
      answers: [odd],
    };
  },
  (draw) => {
    const [day, n] = [draw(7), between(draw, 1, 6)];
    const later = draw(2) === 1;
    const right = weekdays[(day + (later ? n : 7 - n)) % 7] ?? '';
    const days = n === 1 ? 'day' : 'days';
    const sentence = later
      ? 'Today is {day}. Which weekday is it in {n} {days}?'
      : 'Today is {day}. Which weekday was it {n} {days} ago?';
    return {
      text: fill(sentence, { day: weekdays[day] ?? '', n: spoken(n), days }),
      answers: [right, right.slice(0, 3)],
    };
  },
];

/** A number below a hundred as it is spoken. */
function spoken(n: number): string {
  if (n < 20) return small[n] ?? '';
  return n % 10 === 0 ? (tens[n / 10] ?? '') : `${tens[Math.floor(n / 10)]}-${small[n % 10]}`;
}

function numbers(n: number): string[] {
  return [String(n), spoken(n)];
}

function begun(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
