/** Refusals around replies: templates, what a look at a draft finds, signatures, corrections and marks. */
export const refusalsOfReplies = {
  'unknown-field': {
    status: 422,
    zh: '模板里没有这样的栏目：{fields}。可用：{known}。',
    en: 'A template has no such field: {fields}. Use one of {known}.',
  },
  'name-taken': {
    status: 422,
    zh: '本机构已有同名的模板，请换一个名称。',
    en: 'The office has a template of this name; choose another.',
  },
  'wrong-link': {
    status: 422,
    zh: '请填写以 https:// 开头的公开网址，不带用户名和端口。',
    en: 'Give the address of a public page that begins with https:// and has no user name or port.',
  },
  'proposer-confirms': {
    status: 403,
    zh: '提请的人不能自己确认，请由另一位签发人确认。',
    en: 'Whoever proposed it cannot confirm it; another approver does.',
  },
  'marked-already': {
    status: 409,
    zh: '这一件已经标注过了。',
    en: 'It carries this mark already.',
  },
  'nothing-corrected': {
    status: 422,
    zh: '更正稿和现在的答复一样，也没有要隐去的字。',
    en: 'The correction says the same as the reply, and covers nothing.',
  },
  'not-in-text': {
    status: 422,
    zh: '原答复里没有“{piece}”，请照原文填写。',
    en: 'The old reply does not hold “{piece}”; copy it as it stands there.',
  },
  'still-in-text': {
    status: 422,
    zh: '更正后的正文里还有“{piece}”。',
    en: 'The new text still holds “{piece}”.',
  },
  'signed-already': {
    status: 409,
    zh: '这一稿您已经签过，请由下一位签发人接着签。',
    en: 'You have signed this draft already; the next one signs.',
  },
  'reply-stopped': {
    status: 422,
    zh: '这份答复稿还不能交签发，请按提示修改。您写的内容都还在。',
    en: 'This draft cannot be handed in yet; please mend what is named. What you wrote is still here.',
  },
  'reply-doubted': {
    status: 422,
    zh: '请核对提示的几处。确认无误的，写明理由后可以照样提交。',
    en: 'Please check what is named. If it is right as it stands, say why and send it all the same.',
  },
  'reply-formula-only': {
    status: 422,
    zh: '只有“收悉、已转办”一类的套话，没有写办了什么：“{evidence}”。',
    en: 'Only a formula of receipt and handing on, nothing of what was done: “{evidence}”.',
  },
  'reply-personal-data': {
    status: 422,
    zh: '含有个人信息，公布后人人可见：“{evidence}”。',
    en: 'Personal data that everybody would read: “{evidence}”.',
  },
  'reply-unanswered-ask': {
    status: 422,
    zh: '留言人问到的这一点，答复里没有提到：“{evidence}”。',
    en: 'The writer asked this and the reply does not touch it: “{evidence}”.',
  },
  'reply-no-contact': {
    status: 422,
    zh: '没有写明由哪个单位答复、怎么联系（办公电话、窗口地址等）：“{evidence}”。',
    en: 'It does not say which unit answers and how to reach it: “{evidence}”.',
  },
  'reply-undated-promise': {
    status: 422,
    zh: '承诺没有写时间：“{evidence}”。',
    en: 'A promise without a date: “{evidence}”.',
  },
} as const;
