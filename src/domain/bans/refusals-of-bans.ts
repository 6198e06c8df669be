/** The “no” around bans: what a banned person is told, and why a reviewer's step is refused. */
export const refusalsOfBans = {
  banned: {
    status: 403,
    zh: '您的账户暂停发言，到 {until} 当日结束时自动恢复。已交的留言照常办理；原因和申诉办法见“我的账户”。如有生命危险，请直接写明，照收照办，并拨打 110、119、120。',
    en: 'Your account is kept from sending until the end of {until}. What you sent before is handled as ever; why, and how to appeal, stands in your account. Danger to life is always taken in: say so plainly, and call 110, 119 or 120.',
  },
  'too-many-today': {
    status: 429,
    zh: '一个账户 24 小时内最多提交 {most} 条，请晚些时候再写。如有生命危险，请直接写明，照收照办，并拨打 110、119、120。',
    en: 'An account sends {most} at most in 24 hours; please write later. Danger to life is always taken in: say so plainly, and call 110, 119 or 120.',
  },
  'ban-stands': {
    status: 409,
    zh: '这个账户已经暂停发言，或已有人提出，正等另一位审核员决定。',
    en: 'This account is banned already, or somebody has proposed it and another reviewer decides.',
  },
  'nobody-to-ban': {
    status: 409,
    zh: '这条留言没有可以暂停的账户：是导入的历史留言，或账户已经注销。',
    en: 'There is no account behind this message: it was imported, or its account is closed.',
  },
  'ban-over': {
    status: 409,
    zh: '这一步已经办过，或暂停已经结束。请刷新看看。',
    en: 'This step is done already, or the ban is over. Reload to see.',
  },
  'lift-proposed': {
    status: 409,
    zh: '已经有人提出提前解除，正等另一位审核员决定。',
    en: 'Somebody has proposed to lift it already; another reviewer decides.',
  },
  'third-reviewer-decides': {
    status: 403,
    zh: '提出和确认的人不能决定申诉，请第三位审核员决定。',
    en: 'Whoever proposed or confirmed it cannot decide on the appeal; a third reviewer does.',
  },
  'appealed-already': {
    status: 409,
    zh: '每次暂停可以申诉一次，您已经申诉过。',
    en: 'A ban can be appealed against once, and you have.',
  },
  'shorter-only': {
    status: 422,
    zh: '缩短后的期限要早于现在的期限。',
    en: 'A shortened ban ends earlier than it does now.',
  },
} as const;
