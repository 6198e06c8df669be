import { sentencesOf } from './sentences.ts';

/** Something that a message asks for or asks about, in its own words. */
export interface Ask {
  text: string;
  /** Numbered by the writer: 1、2、3. */
  numbered: boolean;
}

const question =
  /请问|想问|问一下|咨询一?下|何时|什么时候|几时|什么时间|多久|多长时间|怎么办|怎样|如何|是否|能否|可否|能不能|可不可以|有没有|为什么|为何|多少|哪[里个些儿]|由谁|谁(?:负责|承担)|什么(?:手续|材料|条件|政策|标准|原因|流程)|吗[。！!？?]*$/;
const request =
  /(?:恳请|请求|请|希望|盼望|期望|强烈要求|要求|建议|望)(?!问)[^，,]{0,30}(?:解决|处理|答复|回复|修|建|增|设|开通|取消|查|治|管|改|安排|落实|协调|给予|公布|公开|发放|支付|恢复|拆|清|停|办)/;
/** What comes before points that are all asked, whatever their words. */
const lead = /请问|咨询|想问|诉求|建议|请求|要求|希望|疑问|问题是?[:：]/;
const leadLength = 60;

const number =
  /(?:^|[\n。；;：:？?！!\s\u3000])(?:[（(]?[1-9１-９一二三四五六七八九][、．.，)）;；:：](?!\d)|第[一二三四五六][，,、:：]?|[一二三四五六]是)/g;

/** Asked of nobody: anger in the form of a question. */
const rhetorical =
  /难道|良心|天理|何在|岂|凭什么|王法|情何以堪|谁给|是谁|算什么|有没有人管|还有没有|合法吗|合理吗|合情合理|保护伞|不作为|还是人|何德何能|就这样|可好|可想而知|天知道|谁来管|什么道理|什么世道|怎能|怎么能|这样的|这么|这[幺么]难|哪里去了|看见光明|又有什么用/;

/** A plea that names nothing stays unsaid without harm. */
const fewestWords = 6;
const longest = 160;

/** What a message asks: the points that its writer numbered, else its questions, else its requests. */
export function asksOf(body: string): Ask[] {
  const numbered = numberedPoints(body);
  if (numbered.length >= 2 && numbered.length <= 9) return numbered.map((text) => ({ text, numbered: true }));
  const sentences = sentencesOf(body).map(({ text }) => text);
  const questions = sentences.filter((text) => question.test(text) && !rhetorical.test(text));
  const found = questions.length > 0 ? questions : sentences.filter((text) => request.test(text));
  return found.filter((text) => lettersIn(text) >= fewestWords).map((text) => ({ text, numbered: false }));
}

function numberedPoints(body: string): string[] {
  const marks = [...body.matchAll(number)].map(({ 0: hit, index }) => ({ index, after: index + hit.length }));
  const led = lead.test(body.slice(0, marks[0]?.index ?? 0).slice(-leadLength));
  return marks
    .map(({ after }, at) => {
      const end = Math.min(marks[at + 1]?.index ?? body.length, after + longest);
      return body.slice(after, end).trim();
    })
    .filter((text) => lettersIn(text) >= fewestWords && (led || isAsked(text)));
}

function isAsked(text: string): boolean {
  return (question.test(text) || request.test(text)) && !rhetorical.test(text);
}

function lettersIn(text: string): number {
  return (text.match(/\p{L}/gu) ?? []).length;
}
