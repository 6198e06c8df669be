import type { Find } from './personal-datum.ts';

const mailbox = /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/gi;
/** The at sign or the dot put into words: luoman#qq.com, luoman(at)163点com. */
const disguised =
  /(?<![\w.+-])[\w.+-]{3,64}\s{0,2}(?:[#＃@]|[[(【<]\s?(?:at|艾特|@|#)\s?[\])】>]|\sat\s|艾特|小老鼠)\s{0,2}(?:qq|foxmail|163|126|139|189|sina|sohu|gmail|hotmail|outlook|yeah|aliyun|icloud)\s{0,2}(?:\.|点|。|\(dot\)|\[dot\]|\sdot\s)\s{0,2}(?:com|cn|net)(?![a-z0-9])/gi;
const chat =
  /(?:(?<wechat>微信|薇信|威信|[vV]信|(?<![A-Za-z])(?:wx|vx|weixin|wechat|VX|WX))|(?<qq>(?<![A-Za-z])[qQ]{2}|扣扣))\s{0,2}(?:(?:号码?|帐号|账号|ID|id|联系我?|找我|加我|同号)\s{0,2}){0,2}(?:是|为|[::;；]|搜索?|加)?\s{0,2}(?<id>[A-Za-z][\w-]{5,19}|\d{5,11})(?![\w@.])/g;
/** An account of an office that everybody may follow, or of a group, is no person's. */
const ofAnOffice = /(?:公众号?|订阅号|服务号|小程序|官方|官微|视频号|群)[^。；;\n]{0,8}$/;
const word = /^(?:group|online|official|public|service|wechat|weixin|message)$/i;

/** Mailboxes and the names under which somebody chats. The mailbox of an office (gov.cn) is public. */
export function findAccounts(text: string): Find[] {
  return [...mailboxes(text), ...chats(text)];
}

function mailboxes(text: string): Find[] {
  const plain = [...text.matchAll(mailbox)].map((hit) => mail(hit, 'email-address'));
  const hidden = [...text.matchAll(disguised)].map((hit) => mail(hit, 'email-disguised'));
  return [...plain, ...hidden].filter(({ start, end }) => !/\.gov\.cn$/i.test(text.slice(start, end)));
}

function mail({ 0: hit, index }: RegExpExecArray, why: 'email-address' | 'email-disguised'): Find {
  return { start: index, end: index + hit.length, what: 'email', why, rank: why === 'email-address' ? 0 : 1 };
}

function chats(text: string): Find[] {
  return [...text.matchAll(chat)].flatMap(({ 0: hit, index, groups }): Find[] => {
    const id = groups?.['id'] ?? '';
    const end = index + hit.length;
    // QQ counts in digits; a word after it is a word.
    if (groups?.['qq'] && !/\d/.test(id)) return [];
    if (groups?.['wechat'] && /^\d{1,5}$/.test(id)) return [];
    if (word.test(id) || ofAnOffice.test(text.slice(Math.max(0, index - 12), index))) return [];
    return [{ start: end - id.length, end, what: 'chat-id', why: 'chat-named', rank: 5 }];
  });
}
