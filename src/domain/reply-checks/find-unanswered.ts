import { type Ask, asksOf } from './asks-of.ts';
import type { CheckedDraft, CheckedMessage, ReplyFinding } from './finding.ts';
import { substanceOf } from './substance.ts';

/** Words that every message has, whatever it is about: they show nothing of what is asked. */
const common =
  /请问|你好|您好|领导|书记|市长|县长|区长|政府|部门|有关|相关|我们|我是|你们|他们|问题|情况|反映|希望|请求|恳请|建议|要求|解决|处理|答复|回复|尽快|及时|落实|现在|目前|一直|没有|什么|时候|怎么|如何|为什么|为何|是否|能否|可以|可否|能够|应该|还是|就是|不是|但是|因为|所以|如果|这个|那个|这样|一个|一些|已经|进行|对于|关于|谢谢|感谢|群众|老百姓|百姓|市民|居民|业主|大家|非常|十分|严重|到底|究竟|多次|至今/g;

/** Fewer words of its own than this say too little of an ask to tell. */
const fewestPairs = 6;
/** An ask counts as touched by a share of its own words, or by so many of them; numbered points are asked more strictly. */
const touches = { numbered: { share: 0.1, pairs: 3 }, said: { share: 0.06, pairs: 2 } } as const;
const most = 3;
const evidenceLength = 80;

/** Asks of the message that the reply never touches: none of their own words stands in it. */
export function findUnanswered({ type, text }: CheckedDraft, message: CheckedMessage): ReplyFinding[] {
  if (type !== 'final') return [];
  const asks = asksOf(message.body);
  const said = pairsOf(
    substanceOf(text)
      .map((sentence) => sentence.text)
      .join('\n'),
  );
  if (said.size === 0 || answersByNumber(text) >= Math.max(2, asks.length)) return [];
  return asks
    .filter((ask) => !isTouched(ask, said))
    .slice(0, most)
    .map((ask) => ({
      check: 'unanswered-ask',
      severity: 'warns',
      evidence: ask.text.slice(0, evidenceLength),
      at: null,
    }));
}

function isTouched(ask: Ask, said: ReadonlySet<string>): boolean {
  const asked = pairsOf(ask.text.replace(common, ' '));
  if (asked.size < fewestPairs) return true;
  const { share, pairs } = touches[ask.numbered ? 'numbered' : 'said'];
  const touched = [...asked].filter((pair) => said.has(pair)).length;
  return touched >= pairs || touched / asked.size >= share;
}

// Whoever answers point by point has seen the points.
function answersByNumber(text: string): number {
  return new Set(
    [
      ...text.matchAll(/(?:^|[\n。；;：:\s\u3000])[（(]?([1-9１-９一二三四五六七八九])[、．.，)）](?!\d)/g),
    ].map((found) => found[1]),
  ).size;
}

/** Neighbouring characters of the same word or number; marks and blanks part them. */
function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const [run] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    const signs = [...run];
    for (let i = 0; i + 1 < signs.length; i += 1) pairs.add(`${signs[i]}${signs[i + 1]}`);
  }
  return pairs;
}
