import { dayOf, endOf, startOf } from '../../domain/calendar.ts';
import { showCode } from '../../domain/public-code.ts';
import type { Happening } from '../../domain/telling.ts';

/** What a text message may name: the public code, and by when something is promised. Never a title, a word or a name. */
export interface SmsFacts {
  code: string;
  dueAt: Date | null;
}

const sender = '【回音】';

type Words = (f: { code: string; by: string | null }) => string;

const words: Partial<Record<Happening, Words>> = {
  published: ({ code, by }) => `您的留言(编号${code})已公开并转交办理${by ? `,最迟${by}答复` : ''}。`,
  'kept-private': ({ code, by }) =>
    `您的留言(编号${code})已转交办理,不对外公开${by ? `,最迟${by}答复` : ''}。`,
  rejected: ({ code, by }) =>
    `您的留言(编号${code})未通过审核,请登录查看原因${by ? `,可在${by}前修改后再次提交` : ''}。`,
  progress: ({ code }) => `您的留言(编号${code})有新的办理进展,请登录查看。`,
  answered: ({ code }) => `您的留言(编号${code})已答复,请登录查看并评价。`,
  corrected: ({ code }) => `您的留言(编号${code})的答复有更正,请登录查看。`,
  adopted: ({ code }) => `您的建言(编号${code})已被采纳,请登录查看。`,
  'passed-on': ({ code }) => `您的感谢(编号${code})已转达,谢谢您。`,
  acknowledged: ({ code }) => `您的建言(编号${code})已收悉,将汇总研究。`,
  collated: ({ code }) => `您的建言(编号${code})已汇总办结,请登录查看。`,
  merged: ({ code }) => `您的留言(编号${code})与同类留言合并办理,答复会同时告诉您。`,
  ended: ({ code }) => `您的留言(编号${code})已终止办理,原因和正确渠道请登录查看。`,
  closed: ({ code }) => `您的留言(编号${code})已办结。`,
  'asked-for-more': ({ code, by }) =>
    `您的留言(编号${code})需要您补充情况${by ? `,请在${by}前登录补充` : ',请登录补充'};补充后马上接着办。`,
  extended: ({ code, by }) =>
    `您的留言(编号${code})经上级机构批准延期${by ? `,最迟${by}答复` : ''},原因请登录查看。`,
  sooner: ({ code, by }) => `您的留言(编号${code})时限提前${by ? `,最迟${by}答复` : ''}。`,
  'taken-down': ({ code }) => `您的留言(编号${code})已撤下,不再公开,办理不受影响;原因请登录查看。`,
  restored: ({ code }) => `您的留言(编号${code})已恢复公开。`,
  banned: ({ code }) =>
    `因留言(编号${code}),您的账户暂停发言,已交的留言照常办理;原因、期限和申诉办法请登录“我的账户”查看。`,
  'ban-upheld': () => `您对暂停发言的申诉已有结果:维持。理由请登录“我的账户”查看。`,
  'ban-shortened': () => `您对暂停发言的申诉已有结果:期限缩短。请登录“我的账户”查看。`,
  'ban-lifted': () => `您的账户已恢复发言。`,
  lapsed: ({ code }) => `您的留言(编号${code})逾期未修改,已结束。如仍需反映,可重新留言。`,
};

/** The text message for a happening; undefined when there are no words for it. */
export function smsWords(what: Happening, facts: SmsFacts): string | undefined {
  const say = words[what];
  return say && sender + say({ code: showCode(facts.code), by: facts.dueAt && by(facts.dueAt) });
}

/** The text message that carries a confirmation code. */
export function codeWords(code: string): string {
  return `${sender}验证码${code},10分钟内有效。请勿告诉他人;如非本人操作,请不必理会。`;
}

// A day clock ends at 24:00: people say the day that ends then, not the one that begins.
function by(dueAt: Date): string {
  const day = dayOf(new Date(dueAt.getTime() - 1));
  const date = `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
  if (endOf(day).getTime() === dueAt.getTime()) return date;
  const minutes = Math.floor((dueAt.getTime() - startOf(day).getTime()) / 60_000);
  return `${date}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
