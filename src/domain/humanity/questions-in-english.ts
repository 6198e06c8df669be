import type { QuestionWords } from './questions.ts';

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
export const questionsInEnglish: QuestionWords = {
  ...{ things, people, words, opposites, families, weekdays, comma: ', ', spoken, numbers },
  sums: [
    'There are {a} {thing} in a basket and {b} more are put in. How many are there?',
    '{who} read {a} pages yesterday and {b} today. How many pages is that?',
    'What do {a} and {b} make together?',
    'One table has {a} {thing}, another has {b}. How many are there on both?',
  ],
  rests: [
    '{a} birds sit in a tree and {b} fly away. How many are left?',
    '{who} has {a} {thing} and gives {b} away. How many does that leave?',
    'How much more is {a} than {b}?',
    'A book has {a} pages, {b} of them are read. How many are not?',
  ],
  largest: ['Which of {list} is the largest?', '{who} names three numbers: {list}. Which is the largest?'],
  smallest: ['Which of {list} is the smallest?', '{who} names three numbers: {list}. Which is the smallest?'],
  fromStart: ['These words: {list}. Which is the {nth} one?'],
  fromEnd: ['These words: {list}. Which is the {nth}, counted from the end?'],
  counts: ['How often does “{one}” stand in this: {list}?'],
  contraries: [
    'What is the opposite of “{word}”?',
    'Which word means just the contrary of “{word}”?',
    'Not “{word}” but quite the other way round: what?',
  ],
  strangers: ['{list}: which is not {kind}?', 'Only one of these is not {kind}: {list}. Which?'],
  later: ['Today is {day}. Which weekday is it in {span}?'],
  ago: ['Today is {day}. Which weekday was it {span} ago?'],
  nth: (n) => ordinals[n] ?? '',
  span: (n) => `${spoken(n)} ${n === 1 ? 'day' : 'days'}`,
  dayAnswers: (at) => [weekdays[at] ?? '', (weekdays[at] ?? '').slice(0, 3)],
};

/** A number below a hundred as it is spoken. */
function spoken(n: number): string {
  if (n < 20) return small[n] ?? '';
  return n % 10 === 0 ? (tens[n / 10] ?? '') : `${tens[Math.floor(n / 10)]}-${small[n % 10]}`;
}

function numbers(n: number): string[] {
  return [String(n), spoken(n)];
}
