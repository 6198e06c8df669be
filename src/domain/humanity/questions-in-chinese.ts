import { between, fill, pick, some } from './draws.ts';
import type { Ask } from './ask.ts';

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const things = ['苹果', '馒头', '鸡蛋', '橘子', '土豆', '杯子', '书包', '凳子', '信封', '钥匙'];
const people = ['小明', '小红', '老李', '奶奶', '张师傅', '王老师', '邻居', '妹妹'];
const words = ['山', '河', '灯', '门', '书', '船', '树', '桥', '雨', '糖', '马', '米', '茶', '花'];
const opposites: readonly (readonly [string, readonly string[]])[] = [
  ['大', ['小']],
  ['高', ['低', '矮']],
  ['热', ['冷', '凉']],
  ['快', ['慢']],
  ['长', ['短']],
  ['上', ['下']],
  ['左', ['右']],
  ['前', ['后']],
  ['白天', ['黑夜', '夜晚', '夜里', '晚上', '黑天']],
  ['干净', ['脏', '肮脏']],
  ['开', ['关', '合']],
  ['多', ['少']],
  ['远', ['近']],
  ['里', ['外']],
  ['新', ['旧']],
  ['胖', ['瘦']],
  ['厚', ['薄']],
  ['买', ['卖']],
  ['进', ['出']],
  ['早', ['晚', '迟']],
  ['重', ['轻']],
  ['宽', ['窄']],
];
const families: Readonly<Record<string, readonly string[]>> = {
  水果: ['苹果', '香蕉', '葡萄', '梨', '西瓜', '桃子'],
  动物: ['狗', '猫', '牛', '兔子', '大象', '老虎'],
  家具: ['桌子', '椅子', '床', '衣柜', '沙发', '书架'],
  车辆: ['卡车', '公共汽车', '自行车', '摩托车', '火车', '出租车'],
  衣服: ['裤子', '衬衫', '毛衣', '裙子', '外套', '背心'],
};
const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

/** Questions in Chinese. */
export const questionsInChinese: readonly Ask[] = [
  (draw) => {
    const [a, b] = [between(draw, 2, 19), between(draw, 2, 19)];
    const sentence = pick(draw, [
      '篮子里有{a}个{thing}，又放进去{b}个，现在一共有几个？',
      '{who}昨天读了{a}页书，今天又读了{b}页，两天一共读了几页？',
      '把{a}和{b}加在一起，是多少？',
      '{who}有{a}个{thing}，{other}比这还多{b}个，{other}有几个？',
      '一张桌子上有{a}个{thing}，另一张上有{b}个，合起来是几个？',
    ]);
    const [who, other] = some(draw, people, 2) as [string, string];
    return {
      text: fill(sentence, { a: spoken(a), b: spoken(b), thing: pick(draw, things), who, other }),
      answers: numbers(a + b),
    };
  },
  (draw) => {
    const a = between(draw, 9, 20);
    const b = between(draw, 2, a - 1);
    const sentence = pick(draw, [
      '树上有{a}只鸟，飞走了{b}只，还剩几只？',
      '{who}买了{a}个{thing}，送人{b}个，还有几个？',
      '{a}比{b}多多少？',
      '车上有{a}个人，到站下去了{b}个，没有人上车，车上还有几个人？',
      '一本书有{a}页，已经看了{b}页，还有几页没看？',
    ]);
    return {
      text: fill(sentence, {
        a: spoken(a),
        b: spoken(b),
        who: pick(draw, people),
        thing: pick(draw, things),
      }),
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
      [true, '在{list}这三个数里，最大的是哪个？'],
      [false, '在{list}这三个数里，最小的是哪个？'],
      [true, '{who}说了三个数：{list}。最大的一个是多少？'],
      [false, '{who}说了三个数：{list}。最小的一个是多少？'],
    ] as const);
    const right = most ? Math.max(...three) : Math.min(...three);
    return {
      text: fill(sentence, { list: three.map(spoken).join('、'), who: pick(draw, people) }),
      answers: numbers(right),
    };
  },
  (draw) => {
    const list = some(draw, words, between(draw, 4, 6));
    const at = draw(list.length);
    const fromEnd = draw(2) === 1;
    const n = fromEnd ? list.length - at : at + 1;
    const sentence = pick(draw, [
      '这几个词：{list}。{place}第{n}个是什么？',
      '请看：{list}。{place}第{n}个词是哪一个？',
    ]);
    return {
      text: fill(sentence, {
        list: list.join('、'),
        n: spoken(n),
        place: fromEnd ? '从后往前数' : '从前往后数',
      }),
      answers: [list[at] ?? ''],
    };
  },
  (draw) => {
    const [one, other] = some(draw, words, 2) as [string, string];
    const [n, m] = [between(draw, 2, 6), between(draw, 1, 4)];
    const list = some(draw, [...Array<string>(n).fill(one), ...Array<string>(m).fill(other)], n + m);
    const sentence = pick(draw, [
      '“{list}”，这里面“{one}”字出现了几次？',
      '数一数：“{list}”，有几个“{one}”？',
    ]);
    return { text: fill(sentence, { list: list.join('、'), one }), answers: numbers(n) };
  },
  (draw) => {
    const [word, answers] = pick(draw, opposites);
    return {
      text: fill(
        pick(draw, [
          '“{word}”的反义词是什么？',
          '和“{word}”意思相反的词是什么？',
          '不是“{word}”，正好反过来，是什么？',
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
    const sentence = pick(draw, [
      '{list}，哪一个不是{kind}？',
      '下面这些里只有一个不是{kind}：{list}。是哪一个？',
    ]);
    return { text: fill(sentence, { list: list.join('、'), kind }), answers: [odd] };
  },
  (draw) => {
    const [day, n] = [draw(7), between(draw, 1, 6)];
    const later = draw(2) === 1;
    const right = weekdays[(day + (later ? n : 7 - n)) % 7] ?? '';
    const sentence = later ? '今天是星期{day}，再过{n}天是星期几？' : '今天是星期{day}，{n}天前是星期几？';
    const answers = right === '日' ? ['日', '天', '7', '七'] : [right, String(weekdays.indexOf(right) + 1)];
    return { text: fill(sentence, { day: weekdays[day] ?? '', n: spoken(n) }), answers };
  },
];

/** A number below a hundred as it is spoken. */
function spoken(n: number): string {
  if (n < 10) return digits[n] ?? '';
  const tens = Math.floor(n / 10);
  return `${tens === 1 ? '' : digits[tens]}十${n % 10 === 0 ? '' : digits[n % 10]}`;
}

function numbers(n: number): string[] {
  const long = n >= 10 && n < 20 ? [`一${spoken(n)}`] : [];
  return [String(n), spoken(n), ...(n === 2 ? ['两'] : []), ...long];
}
