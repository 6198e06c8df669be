/** What an open desk says when something moves. */
export const live = {
  somebody: '留言人或系统',
  did: (who: string, what: string) => `${who} 刚刚办了“${what}”。`,
  yours: '您正在写的还在，没有动。',
  shown: '页面已更新。',
  lookApart: '另开一页看最新情况',
  dismiss: '知道了',
};
