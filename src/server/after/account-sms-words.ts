import { dayOf } from '../../domain/calendar.ts';

/** What the old number is told of a change of phone; `replies`: whether an answer to it is read. */
export function phoneChangeWords(stopCode: string, effectiveAt: Date, replies: boolean): string {
  return `【回音】有人申请把您的账户换到别的手机号,${spoken(effectiveAt)}生效。如非本人操作,请${replies ? '直接回复T,或' : ''}登录“我的账户”停止,或在“停止换号”页填停止码${stopCode}。`;
}

/** What the phone of an account is told of another way in. */
export function wayInWords(what: 'passkey' | 'wechat', at: Date): string {
  const named = { passkey: '添加了一把通行密钥', wechat: '绑定了一个微信号' }[what];
  return `【回音】您的账户${spoken(at)}${named},以后不用短信也能登录。如非本人操作,请登录“我的账户”移除,并让别处都退出。`;
}

function spoken(at: Date): string {
  const [, month, day] = dayOf(at).split('-').map(Number);
  return `${month}月${day}日`;
}
