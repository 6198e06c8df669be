/** The “no” to a phone and its code. */
export const refusalsOfPhones = {
  'wrong-phone': {
    status: 422,
    zh: '请填写 11 位手机号，例如 13800138000。',
    en: 'Please give an 11-digit mobile number.',
  },
  'wrong-code': {
    status: 422,
    zh: '验证码不对，请核对短信后再填。',
    en: 'The code is wrong; check the text message.',
  },
  'stale-code': {
    status: 422,
    zh: '验证码已过期，请重新获取。',
    en: 'The code has expired; ask for a new one.',
  },
  'verification-needed': {
    status: 422,
    zh: '请先用短信验证码确认手机号。',
    en: 'Please confirm your phone with the code first.',
  },
  'same-phone': {
    status: 422,
    zh: '这就是现在的手机号。',
    en: 'This is the number you have already.',
  },
  'wrong-number': {
    status: 422,
    zh: '留言编号不对：12 位数字，短信里有。',
    en: 'Not the number of a message: twelve digits, as in the text message.',
  },
  'earlier-unknown': {
    status: 422,
    zh: '没有对上。请核对编号和姓名；同一个手机号写的，只要编号。',
    en: 'They do not fit together. Check the number and the name; from the same phone the number alone will do.',
  },
  'change-waits': {
    status: 409,
    zh: '已有一个换号申请在等候，先等它有结果。',
    en: 'A change of phone is waiting already; let that one end first.',
  },
  'no-change-waits': {
    status: 409,
    zh: '没有在等候的换号申请，可能已经停止或已经生效。',
    en: 'No change of phone is waiting; it was stopped or has taken effect.',
  },
  'wrong-credit-code': {
    status: 422,
    zh: '统一社会信用代码不对：18 位，请照营业执照核对。',
    en: 'Not a unified social credit code: 18 signs, as on the licence.',
  },
  'enterprise-stands': {
    status: 409,
    zh: '已有一家企业在认证或已认证，先退出那一家。',
    en: 'An enterprise is being certified or is certified already; leave that one first.',
  },
  'no-enterprise': {
    status: 422,
    zh: '您还没有认证的企业，不能以企业名义留言。',
    en: 'No enterprise of yours is certified, so you cannot write for one.',
  },
  'writer-gone': {
    status: 410,
    zh: '留言人已注销账户，或原来的号码已不归其使用，这里没有可看的。',
    en: 'The writer closed the account, or the number is no longer theirs: there is nothing to show.',
  },
  'wrong-stop-code': {
    status: 422,
    zh: '停止码不对，或申请已经停止、已经生效。',
    en: 'The code does not fit, or the change was stopped or has taken effect.',
  },
} as const;
