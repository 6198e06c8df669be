/** Refusals about instructions and return visits. */
export const refusalsOfInstructions = {
  'call-by-other': {
    status: 423,
    zh: '{who} 正在给这位留言人打电话，请先打下一位。',
    en: '{who} is calling this author right now; take the next.',
  },
  'reporter-accepts': {
    status: 403,
    zh: '报告人不能认可自己的报告，请由另一人认可。',
    en: 'Whoever reported cannot accept the report.',
  },
  'personal-in-public': {
    status: 422,
    zh: '里面有电话、证件号等个人信息，删去后再公开。',
    en: 'There is personal data in it; take it out before it becomes public.',
  },
} as const;
