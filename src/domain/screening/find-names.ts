import { findLikelyNames } from './find-likely-names.ts';
import { notNames } from './not-names.ts';
import type { Find, PersonalWhy } from './personal-datum.ts';
import { doubleSurname, givenCharacter as given, oftenGiven, surname } from './surnames.ts';

const end = '(?:$|[\\s,.;:、。!?()\\[\\]【】"“”‘’\'<>《》~\\d*/-])';
/** Words that may follow a name without a stop. */
const goesOn =
  '(?:老师|先生|女士|户|等|和|与|及|跟|之|的|在|是|系|为|于|因|由|将|把|被|向|对|从|自|今年|现年|反映|表示|举报|投诉|称|说|电话|联系|身份|手机|微信|住|家|取得|至今|收|拿|拖|骗|跑|受|患|曾|经|负责|承包|接|答|去世|死|卧床|瘫痪|退休|去年|病|一家|私自|擅自|非法|强行|违|占|先生|女士|同志|夫妇|夫妻|母亲|父亲|本人|男|女|年|到|去|来|也|都|已|没|不|有|给|叫|让|打|要|多次)';
const edge = `(?=${end}|${goesOn})`;
/** Family names that are common words too: 业主和物业, 村民于水火. Only a plain label lets them begin a name. */
const wordy =
  '(?!和|从|全|楼|应|能|边|过|同|单|[向于任程常时成明位连](?:.(?!.)|..(?!$|[\\s,.;:、。!?()\\d*])))';
const full = (follow: string): string => `(?<name>${surname}(?:(?:${given}){2}${follow}|${given}${follow}))`;
/** 王某, 何某明, 李xx: covered by the writer already, perhaps not enough. */
const half = `(?<half>${surname}(?:某{1,2}(?:${given}${edge})?|[Xx×*]{1,2}(?![A-Za-z×*\\d])(?:${given}(?=${end}|${goesOn}))?))`;
const colon = '\\s{0,2}[:]\\s{0,3}';
const said = '(?:[:]|是|叫|为)?\\s{0,2}';

const labels =
  '(?:联系人|姓名|名字|[投控]诉人|举报人|反映人|反应人|申请人|信访人|上访人|来信人|留言人|诉求人|求助人|求救人|当事人|委托人|受托人|报案人|被告人?|原告人?|法人代表|法定代表人|法人|负责人|经办人|责任人|户主|业主|村民|居民|代表|执笔人?|落款|署名|签名|收件人|户名|开户人|账户名|嫌疑人|车主|机主|租户|承租人|购房人|买受人|产权人|权利人|受害人|死者|患者|家属|监护人|学生|家长|建议人|呈报人|讨薪人)';
const roles =
  '(?:业主|村民|居民(?![楼区])|户主|住户|租户|房东|房主|租客|老人|患者|病人|死者|伤者|受害人|受害者|学生|家长|老板|店主|经理|司机|教练|(?<!确)保安|师傅|邻居|同学|员工|职工|民工(?!程)|工人|农民|老婆|妻子|丈夫|儿子|女儿|父亲|母亲|爱人|弟弟|哥哥|姐姐|妹妹|配偶|之女|之子|孙子|孙女|其[妻夫父母子女]|爷爷|奶奶|外公|外婆|老伴|老爸|老妈|妈妈|爸爸|侄子|侄女|外甥|姐夫|妹夫|岳父|岳母|表哥|堂哥|伯父|叔叔|伯伯|舅舅|战友|同事|班主任|店长|证人|股东|董事长|讲师|责任人|驾驶员|乘客|业务员|护工|快递员|申诉人|控告人|老公|前夫|前妻|婆婆|公公|贫困户|低保户|五保户|养殖户|种植户|车主|老师|教师|医生|[投控]诉人|举报人|反映人|申请人|信访人|当事人|负责人|法定代表人|法人代表|法人|代表|联系人|户名|开户人|姓名|名字|实名举报|网友|群众|包工头|工头|嫌疑人|男子|女子)';
/** What a person does, right after a short name. */
const verbs = '态卷开捏服犯说住得病做作干找带签擅私违冒谎编造借逼赶打骂拒推强霸占长权益岸任';
/** Of whom a name is said. */
/** One person each, so that a short name after it needs no stop: 经理吕凯态度恶劣; 业主 and 居民 are many. */
const one =
  '(?:其[妻夫父母子女]|法人代表|法人|经理|老板(?!娘)|教练|(?<!商品)房东|店主|包工头|工头|丈夫|妻子|老公|老婆|爱人|儿子|(?<!妇)女儿|父亲|母亲|爷爷|奶奶|外公|外婆|爸爸|妈妈|老伴|哥哥|姐姐|弟弟|妹妹|配偶|班主任|驾驶员)';
const people =
  '(?:我|本人|他|她|俺|偶|真|大|妈妈?|爸爸?|母亲|父亲|老公|老婆|爱人|丈夫|妻子|儿子|女儿|孩子|小孩|奶奶|爷爷|外婆|外公|哥哥?|姐姐?|弟弟?|妹妹?|孙子|孙女|老人|男子|女子|个|位|名|自称)';
const titles = '(?:先生|女士|小姐|师傅|阿姨|大爷|大妈|婆婆|同学|老师|医生|教练|老板|经理|店长|警官)';
/** What stands before a name that a title follows. */
const opens =
  '(?<=^|[\\s,.;:、。!?()【】“"<>《》]|找|向|与|和|的|由|是|请|叫|给|同|跟|经|为|对|被|让|系|民|员)';
const closing =
  '(?:此\\s?致|至此|敬礼|敬上|谢谢[您你]?|感谢[您你]?|多谢|盼复|盼回复|为盼|为谢|为感|拜托|致敬|[。!?…])[!。,.~、…\\s]{0,6}';
const dated = '(?:(?:\\d{4}|[二一][零〇○\\d一二三四五六七八九]{3})\\s?[年./-])';
const signedOff = `(?=\\s{0,6}(?:$|\\n|敬上|敬呈|谨上|谨呈|呈上|拜上|叩首|泣上|上$|${dated}|(?:联系)?电话|手机|tel|[\\d*-]{7}|\\s[\\d一二三四五六七八九零〇壹贰叁肆伍陆柒捌玖幺]\\S?\\s?[\\d一二三四五六七八九零〇壹贰叁肆伍陆柒捌玖洞拐勾O]))`;

interface Rule {
  why: PersonalWhy;
  pattern: RegExp;
  /** The words before leave no doubt: a name may be a common word too. */
  plain?: boolean;
}

const rule = (why: PersonalWhy, pattern: string, plain = false): Rule => ({
  why,
  plain,
  pattern: new RegExp(pattern, 'gu'),
});

/** In the order in which they are trusted. */
const rules: readonly Rule[] = [
  rule('name-said', `${people}(?:的?名字?)?(?:叫做?|名叫|是叫)\\s{0,2}${full(edge)}`, true),
  rule(
    'name-said',
    `(?:我是|本人|我,|名叫|叫做|我名)\\s{0,2}${full('(?=[,(、。:]\\s?(?:男|女|身份|电话|手机|联系|家住|住|系|来自|今年|现年|是|现|生于|\\d{2}岁|19\\d\\d|汉族))')}`,
    true,
  ),
  rule('name-said', `本人[:\\s]{0,2}(?!和)${full('(?=[,(、:*])')}`),
  rule(
    'name-labelled',
    `(?:${labels}|\\p{Script=Han}{2}人)${colon}${full(`(?=${end}|${goesOn}|${labels})`)}`,
    true,
  ),
  rule('name-beside-data', `${full('(?=\\s{0,2}[,(、:]{1,2}\\s{0,2}(?:男|女)[,、。)(\\s])')}`),
  rule(
    'name-beside-data',
    `${opens}${full('(?=\\s{0,3}[,(、:]{0,2}\\s{0,3}(?:(?:联系|手机|身份证?|公民身份|tel)(?:电话|方式|号码|证|号)?|电话|手机号?)[是为:(]{0,2}\\s{0,3}[\\d*1-9])')}`,
  ),
  rule('name-beside-data', `${opens}${full('(?=\\s{0,3}[,(:]{0,2}\\s{0,2}(?:1[3-9]\\d{9}|[*]{11}))')}`),
  rule('name-signed', `${closing}(?:${labels}[:]?\\s{0,2})?${full(signedOff)}`),
  rule('name-signed', `(?<=\\n|\\s{2})\\s{0,8}${full(`(?=\\s{0,4}(?:$|\\n|\\s{2,8}${dated}))`)}`),
  rule('name-titled', `${roles}${said}${wordy}${full(edge)}`),
  rule(
    'name-titled',
    `${roles}${said}(?!和|从|全|楼|应|能|边|过|同|单|位|连|于是|向[东南西北家大])(?<name>${surname}${oftenGiven}{2})`,
  ),
  rule(
    'name-titled',
    `${one}(?!和|从|全|楼|应|能|边|过|同|单|位|连|于|向|时|常)(?<name>${surname}(?:(?:${given}){2}${edge}|${oftenGiven}(?![${verbs}])${given}|${oftenGiven}))`,
  ),
  rule('name-titled', `${opens}${wordy}${full(`(?=${titles})`)}`),
  rule('name-half-covered', `(?:${labels}|${roles})${said}${half}`),
];

/** Names of private people where the text says that they are names: said, labelled, signed, beside a number, after or before a title. Leaders and officials by their office are public. */
export function findNames(text: string): Find[] {
  const found = [...rules.flatMap((each, order) => byRule(text, each, order)), ...findLikelyNames(text)];
  return [...found, ...again(text, found)];
}

function byRule(text: string, { why, pattern, plain }: Rule, order: number): Find[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: hit, index, groups }): Find[] => {
    const name = groups?.['name'] ?? groups?.['half'] ?? '';
    if (isWord(name, plain)) return [];
    const start = index + hit.lastIndexOf(name);
    return [{ start, end: start + name.length, what: 'name', why, rank: 10 + order }];
  });
}

const title =
  /^(?:老板|老师|先生|女士|小姐|主任|经理|书记|医生|师傅|阿姨|警官|教练|总|[科处股站队校院局所镇乡村组班区市县省厅部社店厂行团]长)$/;

// 许多业主, 全体, 高铁: what begins like a name and is a word.
function isWord(name: string, plain = false): boolean {
  if (new RegExp(`^(?:${doubleSurname})$`).test(name) || title.test(name.slice(1))) return true;
  // 屠宰场, 金沙乡: a place or a shop.
  if (/..[城场厂店馆苑乡镇村]$/.test(name)) return true;
  return notNames.has(plain ? name : name.slice(0, 2));
}

/** A name that is taken out once and stands again is no secret: the same name everywhere. */
const mostNames = 40;
/** Said to be names: two characters are enough to know them again. */
const asNames: ReadonlySet<PersonalWhy> = new Set([
  'name-said',
  'name-labelled',
  'name-signed',
  'name-beside-data',
]);

function again(text: string, found: readonly Find[]): Find[] {
  const names = new Set(
    found
      .filter(
        ({ start, end: to, why }) => why !== 'name-half-covered' && (to - start >= 3 || asNames.has(why)),
      )
      .map(({ start, end: to }) => text.slice(start, to)),
  );
  const sure = [...names].filter((name) => !notNames.has(name)).slice(0, mostNames);
  if (sure.length === 0) return [];
  return [...text.matchAll(new RegExp(sure.join('|'), 'gu'))].map(({ 0: name, index }) => ({
    start: index,
    end: index + name.length,
    what: 'name',
    why: 'name-again',
    rank: 30,
  }));
}
