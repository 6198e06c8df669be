import type { CheckedDraft, ReplyFinding } from './finding.ts';
import { type Sentence, sentencesOf } from './sentences.ts';

/** What is promised: something that will be there, not a better attitude. */
const deed =
  '(?:修复|修好|维修|修缮|整修|完成|完工|竣工|安装|加装|建成|新建|扩建|改建|开通|恢复|整改|拆除|发放|支付|兑现|补发|解决|启动|开工|动工|施工|改造|增设|更换|投入使用|交付|回复|答复|反馈|公布|公示|清理|搬迁|安置|铺设|疏通|上报|出台|落地|到位)';
const soon = '(?:尽快|尽早|近期|不久|即将|择机|适时|抓紧|早日|力争|争取)';
const promises: readonly RegExp[] = [
  new RegExp(`${soon}[^。；;]{0,20}?${deed}`),
  new RegExp(
    `(?:我[局委办区县市镇司]|我们|街道|政府|部门|公司|单位|中心|下一步|待[^，。]{1,20}后)[^。；;]{0,12}(?:将|拟|计划|准备)[^。；;，,]{0,14}?${deed}`,
  ),
];
/** When, or by when. */
const date =
  /\d{1,4}\s*年|[一二三四五六七八九十\d]{1,3}\s*(?:月|日|号|季度)|(?:本|当|下|这|上)个?(?:周|月|季|年|旬)|(?:年|月|季|周)(?:底|末|初|内|中|前)|今年|明年|后年|今明|明天|今天|次日|春节|国庆|元旦|汛期|开学|[一二三四五六七八九十两半\d]+\s*个?\s*(?:工作日|小时|天|日|周|星期|月|年)(?:之)?(?:内|左右|后|前|以内)?/;
/** Told of the past or of a rule: no promise of this office. */
const noPromise =
  /^(?:此前|之前|据|根据|按照|依据)|不同意|不得|禁止|责令|责成|要求|规定|条例|因此|由于|无法|监督与验收|已(?:经)?(?:于|将|完成|安装|修复|恢复|整改|拆除|解决|启动|开工)|(?:如果?|若|对于|凡|符合)[^。]{0,30}(?:将|会|可)|将(?:此|有关|相关|具体|调查|上述|您|你|该|情况|办理|处理|核实)[^。]{0,16}(?:回复|答复|反馈|告知)/;

const most = 3;

/** Promises of something that will be done, without a date by which. */
export function findUndated({ text }: CheckedDraft): ReplyFinding[] {
  const all = sentencesOf(text);
  const undated = all.filter(
    (sentence, index) =>
      isPromise(sentence) && !date.test(sentence.text) && !date.test(all[index + 1]?.text.slice(0, 24) ?? ''),
  );
  return undated.slice(0, most).map(({ text: evidence, start }) => ({
    check: 'undated-promise',
    severity: 'warns',
    evidence,
    at: { start, end: start + evidence.length },
  }));
}

function isPromise({ text }: Sentence): boolean {
  return promises.some((promise) => promise.test(text)) && !noPromise.test(text);
}
