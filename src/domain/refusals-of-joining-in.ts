/** The “no” to supporting and following. */
export const refusalsOfJoiningIn = {
  'own-support': {
    status: 403,
    zh: '这是您自己的留言，不用再点“我也遇到”。',
    en: 'This is your own message; it counts without your support.',
  },
  'too-many-follows': {
    status: 409,
    zh: '已经关注了 {most} 个，先停掉几个再关注。',
    en: 'You follow {most} already; stop some of them first.',
  },
} as const;
