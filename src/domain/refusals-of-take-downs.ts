/** The “no” around taking down: what everybody is told of a message that is gone, and why a step is refused. */
export const refusalsOfTakeDowns = {
  'taken-down': {
    status: 410,
    zh: '这条留言已经撤下，不再公开。原因：{reason}。办理不受影响，留言人仍能看到全文和答复。',
    en: 'This message was taken down and is no longer shown. Reason: {reason}. It is handled all the same; its author still sees it in full.',
  },
  'take-down-proposed': {
    status: 409,
    zh: '已经有人提出，正等另一位审核员决定。',
    en: 'Somebody has proposed it already; another reviewer decides.',
  },
  'second-reviewer-confirms': {
    status: 403,
    zh: '提出的人不能自己确认，请另一位审核员决定。',
    en: 'Whoever proposed it cannot confirm it; another reviewer does.',
  },
  'taken-down-by-order': {
    status: 409,
    zh: '这一件是依法定文书撤下的，只能由运营人员凭文书恢复。',
    en: 'A legal order took it down; only an operator brings it back, with a document.',
  },
  'answer-unfit': {
    status: 409,
    zh: '撤下以后发出的答复里有像个人信息的字，先由办理机构更正，再恢复公开。',
    en: 'An answer given meanwhile holds what looks like personal data; its office corrects it first.',
  },
  'address-gone': {
    status: 404,
    zh: '这件留言没有留存地址：入库时不知道，或法定期限已过、已销毁。这次查询已经记下。',
    en: 'No address is kept for this message: it was not known, or its legal term is over and it was destroyed. The look is on record.',
  },
} as const;
