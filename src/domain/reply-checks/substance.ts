import { type Sentence, sentencesOf } from './sentences.ts';

/** Ways of saying nothing: greeting, thanks, receipt, handing on, good intentions. A sentence that is one of them tells the citizen nothing of the matter. */
const empty: readonly RegExp[] = [
  /^(?:尊敬的|亲爱的)?(?:各位)?(?:广大)?(?:网友|网民|市民|居民|群众|朋友|同志|先生|女士|业主)?(?:[“"'‘].{0,20}[”"'’])?(?:[:：,，、]|$)?(?:(?:您|你)们?好)?$/,
  /^(?:您|你)们?好/,
  /(?:来信|来函|留言|帖子|反映|诉求|建议|意见|问题|情况|信息)[^，,]{0,16}(?:收悉|收到|知悉|获悉)/,
  /^(?:已|均已)?(?:收悉|收到|知悉)$/,
  /(?:回复|答复|反馈|告知|说明|汇报)(?:情况)?如下$/,
  /^(?:关于|对于|针对|就)?(?:您|你|网友|网民)们?[^，,]{0,6}(?:反映|提出|咨询|反馈|留言|来信)[^，,]{0,16}$/,
  /^(?:再次|最后|同时|非常|衷心)?(?:感谢|谢谢|多谢)/,
  /(?:表示|致以)[^，,]{0,8}(?:感谢|谢意|歉意)/,
  /^(?:此复|特此回复|特此答复|回复如上|专此答复|敬请谅解|敬请理解|请予谅解|望您理解|祝.{0,20})$/,
  /(?:欢迎|如有|若有|如您|如果您)[^。]{0,24}(?:监督|来电|来函|反映|咨询|联系|留言|关注|支持)/,
  /(?:高度重视|认真研究|认真核实|认真对待)[^。]{0,24}$/,
  /(?:转|交办|转办|转送|批转|移交|交由|转交)(?:给|至|到|由)?[^。]{0,40}(?:部门|单位|局|委|办|区|县|市|镇|乡|街道|政府|办理|处理|核处|调查|阅处|研究|落实|答复|核实|跟进|职能)[^。]{0,12}$/,
  /^(?:我们|我办|我局|我委)?(?:将|会)?(?:迅速|及时|尽快|认真)?(?:向|与)?(?:有关|相关)部门(?:反馈|反映|沟通|联系)/,
  /^(?:有关|相关|办理|处理|调查)?(?:结果|情况)[^，,]{0,6}(?:将|会)[^，,]{0,6}(?:反馈|回复|答复|公布|发布|告知)/,
  /(?:尽快|及时|认真|积极|抓紧)[^。]{0,12}(?:处理|办理|答复|回复|反馈|解决|核实|落实)[^。]{0,6}$/,
  /^(?:敬请|请)?(?:您|你)?(?:耐心|稍后|继续|后续)?(?:等待|等候|关注|留意)/,
  /^(?:我们|我局|我办)?(?:将|会)?继续努力$/,
  /(?:您|你|网友)[^。]{0,20}(?:通过|在)[^。]{0,24}(?:平台|栏目|留言板)[^。]{0,30}(?:留言|反映|收悉|问题)?[^。]{0,10}$/,
];

/** Facts speak for themselves: a number with its measure, a telephone, a rule, a decision. */
const fact =
  /\d+(?:\.\d+)?(?:%|％|万|亿|元|米|公里|平方|亩|人|户|辆|盏|处|条|台|套|次|个|天|小时|分|岁|路|吨|度|号文|倍|年[^\d]{0,2}\d|月\d+日(?:前|起|至|内))|\d{3,4}[-—－]\d{7,8}|[〔[【(（]\d{4}[〕\]】)）]|第[一二三四五六七八九十百\d]+条|经查|经核|经调查|经了解|现场|属实|依法|根据|按照|依据|由于|因为|原因|暂不|不能|不予|无法|可以|应当|规定|条例|办法|标准|文件|不属于|管辖|请您?(?:向|到|咨询|拨打|携带|登录)|建议您?(?:向|到|咨询|拨打)/;

/** The sentences of a reply that say something of the matter. */
export function substanceOf(text: string): Sentence[] {
  return sentencesOf(text).filter(({ text: sentence }) => !isEmpty(sentence));
}

function isEmpty(sentence: string): boolean {
  const bare = sentence
    .replace(/[。！!？?；;\s]+$/g, '')
    .replace(/^\s*(?:[（(]?\d{1,2}[、.．)）]|[，,、])\s*/, '')
    .trim();
  if (isMark(bare)) return true;
  if (fact.test(bare) && !isReceipt(bare)) return false;
  return (
    clausesOf(bare).every((clause) => isMark(clause) || empty.some((way) => way.test(clause))) ||
    empty.slice(2, 5).some((way) => bare.length < 60 && way.test(bare))
  );
}

/** A date, a name, a signature: marks that carry no statement. */
function isMark(text: string): boolean {
  const rest = text
    .replace(/\d{2,4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/g, '')
    .replace(/[\p{P}\p{S}\s\dA-Za-z]/gu, '');
  return (
    rest.length < 2 ||
    (rest.length <= 16 && /(?:局|办|委|政府|办公室|中心|公司|支队|大队|法院|党委)$/.test(rest))
  );
}

function isReceipt(text: string): boolean {
  return text.length < 40 && /收悉|收到/.test(text);
}

function clausesOf(sentence: string): string[] {
  return sentence
    .split(/[，,:：]/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}
