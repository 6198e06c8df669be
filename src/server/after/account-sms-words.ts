import { dayOf } from '../../domain/calendar.ts';

/** What the old number is told of a change of phone. */
export function phoneChangeWords(stopCode: string, effectiveAt: Date): string {
  const [, month, day] = dayOf(effectiveAt).split('-').map(Number);
  return `【回音】有人申请把您的账户换到别的手机号,${month}月${day}日生效。如非本人操作,请登录“我的账户”停止,或在“停止换号”页填停止码${stopCode}。`;
}
