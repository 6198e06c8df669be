import type { QuestionWords } from './questions.ts';

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
export const questionsInChinese: QuestionWords = {
  ...{ things, people, words, opposites, families, weekdays, comma: '、', spoken, numbers },
  sums: [
    '篮子里有{a}个{thing}，又放进去{b}个，现在一共有几个？',
    '{who}昨天读了{a}页书，今天又读了{b}页，两天一共读了几页？',
    '把{a}和{b}加在一起，是多少？',
    '{who}有{a}个{thing}，{other}比这还多{b}个，{other}有几个？',
    '一张桌子上有{a}个{thing}，另一张上有{b}个，合起来是几个？',
  ],
  rests: [
    '树上有{a}只鸟，飞走了{b}只，还剩几只？',
    '{who}买了{a}个{thing}，送人{b}个，还有几个？',
    '{a}比{b}多多少？',
    '车上有{a}个人，到站下去了{b}个，没有人上车，车上还有几个人？',
    '一本书有{a}页，已经看了{b}页，还有几页没看？',
  ],
  largest: ['在{list}这三个数里，最大的是哪个？', '{who}说了三个数：{list}。最大的一个是多少？'],
  smallest: ['在{list}这三个数里，最小的是哪个？', '{who}说了三个数：{list}。最小的一个是多少？'],
  fromStart: [
    '这几个词：{list}。从前往后数第{nth}个是什么？',
    '请看：{list}。从前往后数第{nth}个词是哪一个？',
  ],
  fromEnd: ['这几个词：{list}。从后往前数第{nth}个是什么？', '请看：{list}。从后往前数第{nth}个词是哪一个？'],
  counts: ['“{list}”，这里面“{one}”字出现了几次？', '数一数：“{list}”，有几个“{one}”？'],
  contraries: [
    '“{word}”的反义词是什么？',
    '和“{word}”意思相反的词是什么？',
    '不是“{word}”，正好反过来，是什么？',
  ],
  strangers: ['{list}，哪一个不是{kind}？', '下面这些里只有一个不是{kind}：{list}。是哪一个？'],
  later: ['今天是星期{day}，再过{span}是星期几？'],
  ago: ['今天是星期{day}，{span}前是星期几？'],
  nth: spoken,
  span: (n) => `${spoken(n)}天`,
  dayAnswers: (at) => (at === 6 ? ['日', '天', '7', '七'] : [weekdays[at] ?? '', String(at + 1)]),
};

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
