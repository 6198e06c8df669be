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
} as const;
