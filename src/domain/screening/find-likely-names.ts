import { notNames } from './not-names.ts';
import type { Find } from './personal-datum.ts';
import { givenCharacter as given, oftenGiven as often, surname } from './surnames.ts';

/** A name does not end like a place, a shop, a building. */
const noPlace = '(?![山湖江河村镇乡路街桥湾岭塘坪冲洲园苑城区县市州寨屯站场厂店馆楼东西南北中家])';
/** Family names that in running text are nearly always another word: 于 of 对于, 何 of 如何, 和, 向, 区. */
const begins = `(?![区和向连南原楼惠曲盛应能过同单位从全]|(?<=[对由关终至在等属位低善出高小大])于|(?<=[如为任])何)${surname}`;
const before = '(?<=^|[\\s,.;:、。!?()【】“"<>《》\\d]|[和与及跟向对由被把给找让的是为有叫名称请系即])';
const after =
  '(?=$|[\\s,.;:、。!?()【】”"<>《》\\d*/]|[的等与和及跟同在于为是系将把被向对从自由因已又再也都却便就曾未没不要到去来说称讲答问叫让给打骂找两之本其反提申投举签领收付拿欠拖退租住占违户名一二三四五六七八九十]|承包|具体|讨要|夫[妻妇]|参加|所[称捐]|任职|表示|承认|代为|均|扬言|甚至)';
const word =
  /^(?:家长|家庭|生民|民生|维权|权利|安全|中心|水源|桂树|兰玉|发生|厚厚|栋长|国家|生活|文化|建设|大家|中国|全国|成功|光明|和平|平安|文明|英文|东方|西方|国际|新建|青山|金山|世纪|家园|山水|明珠|国庆|春节|元旦)$/;

const alone = new RegExp(`${before}(?<name>${begins}${often}${noPlace}${often})${after}`, 'gu');
const one = `${begins}${given}(?:${noPlace}${given})?`;
/** 张三、李四、王五等人: names in a row vouch for each other. */
const row = new RegExp(
  `(?<=^|[^\\p{Script=Han}、]|[和与及由为有是户]|代表)${one}(?:、${one}){1,12}(?=$|[\\s,.;:。!?()\\d]|[等两二三四五六七八九十与和及])`,
  'gu',
);

const sounds = new RegExp(often, 'u');

/** Names for which nothing vouches but their form: a family name with two characters of which given names are made, or several in a row. */
export function findLikelyNames(text: string): Find[] {
  return [
    ...[...text.matchAll(alone)].flatMap(({ 0: name, index }) => find(name, index)),
    ...[...text.matchAll(row)].flatMap(({ 0: all, index }) => inRow(all, index)),
  ];
}

function inRow(all: string, index: number): Find[] {
  const names = all.split('、');
  // Materials and places stand in rows too: one word among them, or few that sound like names, and it is no row of names.
  const sounding = names.filter((name) => sounds.test(name.slice(1)));
  if (names.some((name) => notNames.has(name.slice(0, 2)) || word.test(name.slice(1)))) return [];
  if (sounding.length * 3 < names.length * 2 || names.every((name) => name.length === 2)) return [];
  let at = index;
  return names.flatMap((name) => {
    const found = find(name, at);
    at += name.length + 1;
    return found;
  });
}

function find(name: string, start: number): Find[] {
  if (notNames.has(name.slice(0, 2)) || word.test(name.slice(1)) || /(?:先生|女士|小姐)$/.test(name))
    return [];
  return [{ start, end: start + name.length, what: 'name', why: 'name-likely', rank: 28 }];
}
