import { refusalsOfBans } from './bans/refusals-of-bans.ts';
import { refusalsOfProofs } from './humanity/refusals-of-proofs.ts';
import { refusalsAtDesk } from './refusals-at-desk.ts';
import { refusalsOfTakeDowns } from './refusals-of-take-downs.ts';
import { refusalsOfReplies } from './refusals-of-replies.ts';
import { refusalsOfClues } from './refusals-of-clues.ts';
import { refusalsOfClocks } from './refusals-of-clocks.ts';
import { refusalsOfInstructions } from './refusals-of-instructions.ts';
import { refusalsOfPhones } from './refusals-of-phones.ts';
import { refusalsOfPictures } from './refusals-of-pictures.ts';
import { refusalsOfTheChain } from './refusals-of-the-chain.ts';
import { refusalsOfDuty } from './refusals-of-duty.ts';
import { refusalsOfRetention } from './refusals-of-retention.ts';
import { refusalsOfEntry } from './refusals-of-entry.ts';
import { refusalsOfJoiningIn } from './refusals-of-joining-in.ts';

interface Entry {
  status: number;
  zh: string;
  en: string;
}

/** Every refusal of the house: its HTTP status and what the reader is told and may do. */
export const refusals = {
  'not-found': {
    status: 404,
    zh: '没有找到这一页。请核对编号或网址。',
    en: 'Nothing is here. Check the number or the address.',
  },
  'not-allowed': { status: 403, zh: '这一步不由您来办。', en: 'This step is not yours to take.' },
  'cross-site': {
    status: 403,
    zh: '请在本站页面上操作；程序请使用访问令牌（Bearer）。',
    en: 'Please do this on our own pages; programs send a bearer token.',
  },
  'sign-in-needed': {
    status: 401,
    zh: '请先确认手机号或登录，再做这一步。',
    en: 'Confirm your phone or sign in first.',
  },
  'wrong-state': {
    status: 409,
    zh: '这条留言现在的状态不能做这一步，可能已有人办过。请刷新看看最新情况。',
    en: 'The message is no longer in a state for this step; somebody may have taken it. Reload to see.',
  },
  'taken-by-other': {
    status: 409,
    zh: '{who} 刚刚办了这一步({step})。请刷新看最新情况。',
    en: '{who} has just taken this step ({step}). Reload to see.',
  },
  'locked-by-other': {
    status: 423,
    zh: '{who} 正在审这一条，请先看下一条。',
    en: '{who} is working on this one; take the next.',
  },
  invalid: {
    status: 422,
    zh: '有几处需要改一改，改好再提交。您填的内容都还在。',
    en: 'Some things need mending. What you wrote is still here.',
  },
  malformed: {
    status: 400,
    zh: '没有读懂这次提交的内容，请重新提交。',
    en: 'The request could not be read. Please send it again.',
  },
  'body-too-large': { status: 413, zh: '提交的内容太大。', en: 'The request is too large.' },
  'unsupported-type': { status: 415, zh: '不支持这种内容格式。', en: 'This content type is not taken here.' },
  'method-not-allowed': { status: 405, zh: '此处不支持这种请求方式。', en: 'This method is not taken here.' },
  'too-many': { status: 429, zh: '次数太多了，请过一会儿再试。', en: 'Too many tries. Please wait a while.' },
  busy: {
    status: 503,
    zh: '现在忙不过来，请稍等再试。您填的内容都还在。',
    en: 'Busy right now; please try again in a moment.',
  },
  unexpected: {
    status: 500,
    zh: '系统出了差错，已经记下。请稍后再试。',
    en: 'Something went wrong on our side and was recorded.',
  },
  'not-open-yet': {
    status: 422,
    zh: '监督举报不在这里写：请走密封通道（/clues），也可拨打 12388(纪检监察)或登录国务院“互联网+督查”平台。',
    en: 'Confidential reports are not taken here: use the sealed way at /clues, call 12388, or use the State Council “Internet + Inspection” platform.',
  },
  required: { status: 422, zh: '请填写这一项。', en: 'Please fill this in.' },
  'too-long': {
    status: 422,
    zh: '最多 {most} 个字，现在是 {have} 个字，请删去 {over} 个字。',
    en: 'At most {most} characters; there are {have}. Please cut {over}.',
  },
  'too-dense': {
    status: 422,
    zh: '含有过多叠加符号，请改用普通文字。',
    en: 'Too many combined marks; please use plain characters.',
  },
  'control-characters': {
    status: 422,
    zh: '含有看不见的控制字符，请删去后再提交。',
    en: 'There are invisible control characters; please remove them.',
  },
  'wrong-choice': { status: 422, zh: '请从列出的选项中选一项。', en: 'Please choose one of the options.' },
  'unknown-leader': {
    status: 422,
    zh: '没有这个领导职务，或该职务已调整。请重新选择。',
    en: 'There is no such post, or it has changed. Please choose again.',
  },
  'leader-takes-not': {
    status: 422,
    zh: '“{leader}”不接收“{kind}”类留言。请改选类型，或写给事情发生地的领导。',
    en: '“{leader}” does not take messages of this kind. Choose another kind or the leader of the place where it arose.',
  },
  'unknown-topic': { status: 422, zh: '请选择一个领域。', en: 'Please choose a topic.' },
  'same-matter': {
    status: 409,
    zh: '您写过同一件事，正在办理：{earlier}。如果是另一件事，请注明后再提交。',
    en: 'You wrote about the same matter and it is being handled: {earlier}. Say so if this is another matter.',
  },
  'idempotency-mismatch': {
    status: 422,
    zh: '同一个 Idempotency-Key 用在了不同的内容上。',
    en: 'The same Idempotency-Key was used with different content.',
  },
  'stale-form': {
    status: 409,
    zh: '页面打开太久或系统刚刚更新，请再提交一次。您填的内容都还在。',
    en: 'The page was open too long or the system was updated. Please submit again; nothing is lost.',
  },
  'stale-draft': {
    status: 410,
    zh: '这份草稿已过期（草稿保留 7 天）。请重新填写。',
    en: 'This draft has expired (drafts are kept 7 days).',
  },
  'own-message': {
    status: 403,
    zh: '不能审核或办理自己写的留言。',
    en: 'You cannot handle your own message.',
  },
  'words-needed': { status: 422, zh: '请写明理由。', en: 'Please give the reason in words.' },
  'too-late': { status: 409, zh: '已经过了可以做这一步的时间。', en: 'The time for this step has passed.' },
  'not-asked-yet': {
    status: 409,
    zh: '答复公布后才能评价。',
    en: 'A rating can be given once the answer is published.',
  },
  'too-often-reopened': { status: 409, zh: '追问次数已到上限。', en: 'No more reopening is possible.' },
  'vacant-desk': {
    status: 422,
    zh: '这个职务还没有办理机构，无法受理。',
    en: 'This post has no office yet.',
  },
  'wrong-cursor': {
    status: 422,
    zh: '翻页位置已失效，请从第一页看起。',
    en: 'The page position is not valid; start at the first page.',
  },
  ...refusalsAtDesk,
  ...refusalsOfClocks,
  ...refusalsOfInstructions,
  ...refusalsOfTheChain,
  ...refusalsOfPictures,
  ...refusalsOfPhones,
  ...refusalsOfReplies,
  ...refusalsOfTakeDowns,
  ...refusalsOfEntry,
  ...refusalsOfJoiningIn,
  ...refusalsOfRetention,
  ...refusalsOfDuty,
  ...refusalsOfClues,
  ...refusalsOfBans,
  ...refusalsOfProofs,
} as const satisfies Record<string, Entry>;

/** The code of a refusal: part of the API, never changed once published. */
export type RefusalCode = keyof typeof refusals;
