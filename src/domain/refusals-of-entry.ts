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
  'wrong-passkey': {
    status: 422,
    zh: '没能用这把通行密钥进入。请换一种方式登录。',
    en: 'This passkey does not open the door; enter another way.',
  },
  'too-many-passkeys': {
    status: 409,
    zh: '通行密钥已经够多了，请先移除不用的。',
    en: 'There are passkeys enough; remove one that you do not use.',
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
  'password-breached': {
    status: 422,
    zh: '这个密码出现在泄露的密码名单里。请另换一个没有在别处用过的。',
    en: 'This password is in a list of leaked ones. Choose one that you use nowhere else.',
  },
  'password-too-easy': {
    status: 422,
    zh: '这个密码容易被猜到：常见、泄露过，或是由姓名、日期、键盘顺序组成。请换一个。',
    en: 'Easily guessed: common, leaked before, or made of names, dates or rows of keys. Take another.',
  },
  'passwords-differ': { status: 422, zh: '两次填的不一样。', en: 'The two are not the same.' },
  'confirm-whole': {
    status: 403,
    zh: '还不足以确认是您本人：登录时用的各项都要。请连动态码一起填，或用通行密钥。',
    en: 'Not enough to confirm that it is you: everything that you sign in with is asked for. Give the code as well, or use your passkey.',
  },
  'provider-down': {
    status: 503,
    zh: '统一身份认证现在连不上，请稍后再试，或用密码登录。',
    en: 'The sign-in service cannot be reached now; try again later, or use your password.',
  },
  'provider-refused': {
    status: 403,
    zh: '统一身份认证没有同意这次登录，可能是您取消了。可以再试一次。',
    en: 'The sign-in service did not agree, or you cancelled; you can try again.',
  },
  'provider-mismatch': {
    status: 403,
    zh: '统一身份认证的答复和这次登录对不上，没有放行。请重新登录；再出现请告诉运营人员。',
    en: 'The answer of the sign-in service does not fit what was asked, so the door stays shut. Start again; if it comes back, tell an operator.',
  },
  'provider-stale': {
    status: 410,
    zh: '这次登录过了时间，或不是从这个浏览器开始的。请重新登录。',
    en: 'This sign-in took too long, or began in another browser. Please start again.',
  },
  'provider-unknown': {
    status: 403,
    zh: '这个账号还没有和工作台的人员对上。请用运营人员给的登录链接进来一次，绑定账号。',
    en: 'This account belongs to nobody at the desk yet. Come once by the link of an operator, and bind it.',
  },
  'provider-other': {
    status: 403,
    zh: '这不是您绑定的那个账号。',
    en: 'This is not the account that is bound to you.',
  },
  'identity-taken': {
    status: 409,
    zh: '这个账号已经绑定给另一个人。',
    en: 'This account is bound to somebody else already.',
  },
  'no-provider': {
    status: 404,
    zh: '本站没有接入统一身份认证。',
    en: 'No sign-in service is set up here.',
  },
  'wrong-signature': {
    status: 401,
    zh: '签名不对、过了时间，或者已经用过。',
    en: 'The signature is wrong, too old, or was used already.',
  },
  'no-wechat': {
    status: 404,
    zh: '本站没有接入微信登录。',
    en: 'Sign-in by WeChat is not set up here.',
  },
  'wechat-down': {
    status: 503,
    zh: '微信现在没有回应，请稍后再试，或用短信验证码登录。',
    en: 'WeChat does not answer now; try again later, or use a code by text message.',
  },
  'wechat-stale': {
    status: 410,
    zh: '微信的这次登录已经用过，或过了时间。请重新来一次。',
    en: 'This sign-in by WeChat was used already, or took too long. Please start again.',
  },
  'wechat-refused': {
    status: 403,
    zh: '微信没有同意这次登录。请用短信验证码登录。',
    en: 'WeChat did not agree to this sign-in; use a code by text message.',
  },
  'wechat-mismatch': {
    status: 503,
    zh: '微信登录现在用不了，请用短信验证码登录。',
    en: 'Sign-in by WeChat does not work now; use a code by text message.',
  },
  'wechat-unbound': {
    status: 409,
    zh: '这个微信号还没有绑定，或手机号半年没有确认过。请先确认手机号。',
    en: 'No account is bound to this WeChat, or its phone was not confirmed for half a year; confirm the phone first.',
  },
  'confirm-first': {
    status: 403,
    zh: '这一步影响大，请先重新确认是您本人，再做一次。',
    en: 'This does lasting things: confirm that it is you, then do it again.',
  },
} as const;
