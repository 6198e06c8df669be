/** The “no” at the door of the desk. */
export const refusalsOfEntry = {
  'wrong-entry': {
    status: 422,
    zh: '登录名或密码不对。',
    en: 'The name or the password is wrong.',
  },
  'wrong-factor': {
    status: 422,
    zh: '动态码不对，或者已经用过。请等下一个再填。',
    en: 'The code is wrong or was used already; wait for the next one.',
  },
  'entry-locked': {
    status: 429,
    zh: '试错太多次，{minutes} 分钟后再试。忘了密码请向运营人员要登录链接。',
    en: 'Too many wrong tries; try again in {minutes} min. If you forgot it, ask an operator for a link.',
  },
  'password-too-short': {
    status: 422,
    zh: '密码至少 {least} 个字符。可以用几个不相干的词连成一句。',
    en: 'At least {least} characters; a few unrelated words will do.',
  },
  'password-too-easy': {
    status: 422,
    zh: '这个密码容易被猜到：常见、泄露过，或是由姓名、日期、键盘顺序组成。请换一个。',
    en: 'Easily guessed: common, leaked before, or made of names, dates or rows of keys. Take another.',
  },
  'passwords-differ': { status: 422, zh: '两次填的不一样。', en: 'The two are not the same.' },
  'confirm-first': {
    status: 403,
    zh: '这一步影响大，请先重新确认是您本人，再做一次。',
    en: 'This does lasting things: confirm that it is you, then do it again.',
  },
} as const;
