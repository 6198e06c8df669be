/** The “no” around deleting: by schedule or for a person, and what is left afterwards. */
export const refusalsOfRetention = {
  'second-operator-confirms': {
    status: 403,
    zh: '下令的人不能自己确认，请另一位运营人员决定。',
    en: 'Whoever ordered it cannot confirm it; another operator does.',
  },
  'deletion-decided': {
    status: 409,
    zh: '这道命令已经有了决定，请刷新看看。',
    en: 'This order was decided already; reload to see.',
  },
  'deletion-stale': {
    status: 409,
    zh: '命令超过 {days} 天没有确认，数据可能已变，请重新下令。',
    en: 'Not confirmed within {days} days, things may have changed: order it anew.',
  },
  'nothing-to-delete': {
    status: 409,
    zh: '按现在的期限，没有到期可删的。',
    en: 'By the terms that hold now nothing has had its time.',
  },
  erased: {
    status: 410,
    zh: '这条留言的非公开内容已经依法删除，任何人都看不到了，也不能再写。',
    en: 'What was not public of this message was erased by law; nobody can read it, nor write to it.',
  },
  'erasure-asked': {
    status: 409,
    zh: '您已经申请过了，正在办理。',
    en: 'You have asked already; it is under way.',
  },
  'export-asked': {
    status: 409,
    zh: '已经在整理，或者一天内整理过。请在本页下载。',
    en: 'It is being put together, or was within a day: fetch it on this page.',
  },
  'held-already': {
    status: 409,
    zh: '这条留言已经被依法保留。',
    en: 'A hold stands on this message already.',
  },
  'kept-otherwise': {
    status: 422,
    zh: '期限不在允许的范围内。',
    en: 'This is outside of what the rule allows.',
  },
} as const;
