import { findPersonalData } from '../screening/find-personal-data.ts';
import type { CheckedDraft, ReplyFinding } from './finding.ts';

/** Ways to reach an office: its line, a hotline, a counter with its address, its own site. */
const ways: readonly RegExp[] = [
  /(?<!\d)0\d{2,3}[-—－－–\s)）]{0,2}\d{7,8}(?!\d)/,
  /(?:电话|热线|咨询|致电|拨打|联系)[^。\n]{0,16}?(?<!\d)\d{7,8}(?!\d)/,
  /(?<!\d)(?:400[-—]?\d{3,4}[-—]?\d{3,4}|800[-—]?\d{3}[-—]?\d{4}|12345|12[0-9]{3}|96\d{3,4}|11[0-9]|95\d{3})(?!\d)/,
  /(?:地址|地点|位于|窗口|大厅|办公室|中心)[^。\n]{0,24}(?:路|街|道|楼|号|室|窗口)/,
  /(?:https?:\/\/|www\.)[\w./-]+|[\w.-]+\.gov\.cn/i,
  /(?:微信)?公众号|小程序|APP/i,
];

/** Signed by nobody in particular. */
const nobody = /^(?:相关|有关|各|职能|主管)?(?:职能|主管)?(?:部门|单位|机构|科室|领导)$/;

/** Does a final reply name who answers, and a way to reach them? */
export function findContact({ type, text, unit }: CheckedDraft): ReplyFinding[] {
  if (type !== 'final') return [];
  const missing = (evidence: string): ReplyFinding => ({
    check: 'no-contact',
    severity: 'warns',
    evidence,
    at: null,
  });
  const name = unit.trim();
  if (name !== '' && nobody.test(name)) return [missing(name)];
  return ways.some((way) => way.test(text)) || hasPhone(text) ? [] : [missing(name)];
}

// A mobile is a way to reach somebody too; whether it may stand there is another question.
function hasPhone(text: string): boolean {
  return findPersonalData(text).some(({ what }) => what === 'phone');
}
