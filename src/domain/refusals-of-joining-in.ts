/** The “no” to supporting, following and being told. */
export const refusalsOfJoiningIn = {
  'own-support': {
    status: 403,
    zh: '这是您自己的留言，不用再点“我也遇到”。',
    en: 'This is your own message; it counts without your support.',
  },
  'no-push': {
    status: 404,
    zh: '本站没有开通推送。',
    en: 'Push is not set up here.',
  },
  'wrong-subscription': {
    status: 422,
    zh: '这个浏览器的推送服务，本站不认识，开不了推送。请换一个浏览器。',
    en: 'This site does not know the push service of this browser. Please use another browser.',
  },
  'stale-subscription': {
    status: 409,
    zh: '推送没有开成，请刷新这一页，再开一次。',
    en: 'Push was not turned on. Load this page again, then turn it on once more.',
  },
  'too-many-follows': {
    status: 409,
    zh: '已经关注了 {most} 个，先停掉几个再关注。',
    en: 'You follow {most} already; stop some of them first.',
  },
} as const;
