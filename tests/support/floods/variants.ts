import { chance, type Chance } from '../planted/random.ts';

/** A text that was written for a flood, or alone. */
export interface Planted {
  text: string;
  /** Which flood it belongs to; null: none. */
  flood: number | null;
}

const places = [
  '滨河路',
  '桃花街',
  '银河路',
  '建设巷',
  '文昌里',
  '望江街',
  '柳林村',
  '青石镇',
  '东风桥',
  '南湖社区',
];
const names = ['王建国', '李秀英', '张大勇', '刘桂花', '陈小满', '赵四海', '周玉兰', '吴长根'];
const companies = ['宏达', '安居', '美景', '瑞和', '金桥', '同创'];

/** What a complaint is made of: each matter in sentences that can stand in any order. */
const matters: readonly (readonly string[])[] = [
  [
    '{place}的垃圾站离住户窗户只有{n}米',
    '夏天臭气熏天根本不敢开窗',
    '老人和孩子经常咳嗽去医院',
    '多次找社区都说在协调',
    '请把垃圾站搬到没有住户的地方',
    '希望{n}天内给一个明确的时间表',
  ],
  [
    '我在{company}公司干了{n}个月木工',
    '老板{name}一直拖着工钱不给',
    '打电话不接去工地也找不到人',
    '家里还等着这笔钱给孩子交学费',
    '请劳动监察部门帮我们讨回血汗钱',
    '工友一共有{n}个人都没有拿到',
  ],
  [
    '{place}新开的夜市每天吵到凌晨',
    '音响声音大得窗户都在抖',
    '孩子第二天上课没有精神',
    '城管来了就停走了又接着放',
    '请规定经营时间并安排人晚上巡查',
    '我们不是反对摆摊只求能睡个觉',
  ],
  [
    '{company}小区交房{n}年还没有办房产证',
    '开发商说是手续问题让我们等',
    '孩子上学落户都受影响',
    '物业费倒是一分钱不少收',
    '请住建部门查清楚到底卡在哪里',
    '给业主一个书面的答复',
  ],
  [
    '{place}公交线路取消以后老人看病要走{n}里路',
    '原来{n}分钟一班现在一班都没有',
    '冬天下雪路滑已经有人摔伤',
    '公交公司说客流不够',
    '请恢复早晚各一班车',
    '或者让别的线路绕一下',
  ],
  [
    '{place}小学门口没有红绿灯也没有斑马线',
    '上下学时大货车开得飞快',
    '上个月{name}家的孩子被刮倒了',
    '家长自己轮流站岗不是办法',
    '请交警部门装上信号灯和减速带',
    '在上学时段限制货车通行',
  ],
  [
    '{company}化工厂半夜偷偷排黑烟',
    '早上起来晾的衣服上一层灰',
    '河里的鱼这个月死了{n}次',
    '环保来检查的时候就停产',
    '请突击检查并公布监测数据',
    '不要提前给企业打招呼',
  ],
  [
    '{place}自来水又黄又浑烧开有白渣',
    '停水从来不通知一停就是{n}小时',
    '供水公司说管道老化没有钱换',
    '水费却涨了{n}毛',
    '请检测水质并把结果贴出来',
    '尽快更换老旧管网',
  ],
  [
    '村里的低保评议没有公示',
    '开小车住楼房的拿着低保',
    '{name}老人瘫痪在床却没有',
    '问村委会说名额有限',
    '请民政部门重新核查',
    '把名单和理由贴在{place}公告栏',
  ],
  [
    '{place}电梯{n}个月坏了{n}次',
    '高层住户抱着孩子爬楼梯',
    '物业说维修基金用不了',
    '业主签字已经超过三分之二',
    '请质监和住建部门现场办公',
    '先把安全问题解决再谈钱',
  ],
];
/** What many people write in any message, flood or not. */
const common = ['尊敬的领导您好', '恳请领导重视并解决', '谢谢领导', '盼复', '我是一名普通市民'];
const synonyms: readonly (readonly [string, string])[] = [
  ['请', '恳请'],
  ['经常', '总是'],
  ['多次', '好几次'],
  ['孩子', '娃娃'],
  ['老人', '老年人'],
  ['没有', '没'],
  ['现在', '如今'],
  ['希望', '盼望'],
  ['解决', '处理'],
  ['大', '很大'],
  ['部门', '单位'],
  ['一直', '始终'],
];

/** Texts of floods, each changed as people change what they copy, among texts on the same matters in others’ own words. */
export function plantedFloods(seed: number, of: { floods: number; each: number; alone: number }): Planted[] {
  const by = chance(seed);
  const all: Planted[] = [];
  for (let flood = 0; flood < of.floods; flood += 1) {
    // Each flood has its own matter put together from two, so that no two floods are one.
    const sentences = drawn(by, flood);
    for (let n = 0; n < of.each; n += 1) all.push({ flood, text: variant(by, sentences) });
  }
  for (let n = 0; n < of.alone; n += 1) all.push({ flood: null, text: ownWords(by) });
  return shuffled(by, all);
}

function drawn(by: Chance, flood: number): string[] {
  const matter = matters[flood % matters.length] ?? [];
  return [by.pick(common), ...matter, by.pick(common)];
}

// Spaces, marks, other names and numbers, a synonym here and there, sentences in another order, one left out, one put in.
function variant(by: Chance, sentences: readonly string[]): string {
  const inner = sentences.slice(1, -1);
  const kept = by.next() < 0.3 ? inner.filter((_, at) => at !== by.int(inner.length)) : [...inner];
  const order = by.next() < 0.4 ? shuffled(by, kept) : kept;
  const own = by.next() < 0.5 ? [by.pick(common)] : [];
  const text = [...own, sentences[0] ?? '', ...order]
    .map((each) => filled(by, each))
    .join(by.pick(['，', '。', ',', ' ', '！', '\n']));
  const said = synonyms.reduce((rest, [a, b]) => (by.next() < 0.35 ? rest.replaceAll(a, b) : rest), text);
  return by.next() < 0.3
    ? [...said].map((letter) => (by.next() < 0.06 ? `${letter} ` : letter)).join('')
    : said;
}

// Two or three sentences of a matter told another way round, with what is this writer’s alone.
function ownWords(by: Chance): string {
  const matter = by.pick(matters);
  const other = by.pick(matters);
  const some = shuffled(by, matter).slice(0, 2);
  const more = shuffled(by, other).slice(0, 1);
  const own = `${by.pick(names)}家住${by.pick(places)}${by.digits(3)}号，${by.pick(own0)}，${by.pick(own1)}，${by.pick(own2)}`;
  return shuffled(by, [by.pick(common), own, ...some, ...more, by.pick(own1)])
    .map((each) => filled(by, each))
    .join('。');
}
const own0 = [
  '平时在外地打工很少回家',
  '退休以后一个人住',
  '带着两个孩子还要照顾婆婆',
  '在附近开一家小面馆',
  '刚搬来不到半年',
  '身体不好走路不方便',
];
const own1 = [
  '这次回来才知道情况这么严重',
  '邻居们议论纷纷谁也不愿出头',
  '我拍了照片也录了视频',
  '听说别的地方早就解决了',
  '去年写过信石沉大海',
  '原先住的地方从没遇到过',
];
const own2 = [
  '实在想不明白为什么拖这么久',
  '只想过几天安生日子',
  '不求别的只求有人来看一眼',
  '愿意配合任何调查',
  '相信会有一个公道',
  '如果钱不够我们也愿意凑',
];

function filled(by: Chance, sentence: string): string {
  return sentence
    .replaceAll('{place}', () => by.pick(places))
    .replaceAll('{name}', () => by.pick(names))
    .replaceAll('{company}', () => by.pick(companies))
    .replaceAll('{n}', () => String(1 + by.int(30)));
}

function shuffled<T>(by: Chance, from: readonly T[]): T[] {
  const all = [...from];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = by.int(at + 1);
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
}
