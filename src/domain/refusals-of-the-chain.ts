/** The “no” of the hand-down chain: orders, returns, rulings, conflicts of interest, merging. */
export const refusalsOfTheChain = {
  'unknown-office': {
    status: 422,
    zh: '没有这个单位，或该单位已撤并。请重新选择。',
    en: 'There is no such office, or it has ended. Please choose again.',
  },
  'not-below': {
    status: 422,
    zh: '“{office}”不是下级单位，不能向它交办。跨级、跨地区的事请报上级协调。',
    en: '“{office}” is not below you. Ask the level above for what lies elsewhere.',
  },
  'in-circle': {
    status: 422,
    zh: '这件事已经在“{office}”办理，或经它转出，不能再转回去。',
    en: '“{office}” has this already or handed it on; it does not go in circles.',
  },
  'returned-before': {
    status: 422,
    zh: '“{office}”已经退回过这一件。确应由它办的，请由共同上级裁定。',
    en: '“{office}” has returned this before. If it is theirs, a common superior must rule.',
  },
  'complained-of': {
    status: 422,
    zh: '“{office}”是被反映的单位，不能办理这一件。',
    en: '“{office}” is complained of here and cannot handle it.',
  },
  'due-passed': {
    status: 422,
    zh: '这个日期已经过了，请选以后的日子。',
    en: 'This day is over; choose a later one.',
  },
  'due-after-promise': {
    status: 422,
    zh: '不能晚于对留言人承诺的期限，也不能晚于上级给本单位的期限。',
    en: 'It cannot be later than what was promised to the citizen or ordered from above.',
  },
  'return-too-late': {
    status: 409,
    zh: '退回的期限已过。确实不属本单位的，请报上级调整。',
    en: 'The time for returning it has passed; only the level above can move it now.',
  },
  'ruled-already': {
    status: 409,
    zh: '这一件已由上级裁定由你单位办理，不能再退回。',
    en: 'A superior has ruled that this is yours; it cannot be returned.',
  },
  'order-open': {
    status: 409,
    zh: '下级单位还在办理。请等它报结果，或先撤回交办。',
    en: 'A unit below is still at it. Wait for its result or take the order back first.',
  },
  'parts-open': {
    status: 409,
    zh: '还有协办单位没有报来意见。请等它办完，或由上级同意后不再等候。',
    en: 'A joint unit has not given its part. Wait for it, or have it waived.',
  },
  'all-complained-of': {
    status: 409,
    zh: '上级单位都被反映，请联系平台督办台。',
    en: 'Everybody above is complained of; call the platform’s supervision desk.',
  },
  'merge-itself': {
    status: 422,
    zh: '不能并入自己，请填另一件的编号。',
    en: 'A message cannot be merged into itself.',
  },
  'merge-ended': {
    status: 422,
    zh: '要并入的那一件已经答复或办结，请选还在办理的一件。',
    en: 'That message is answered or closed; choose one that is still open.',
  },
  'merge-private': {
    status: 422,
    zh: '要并入的那一件不公开，它的答复不能给别的留言人看。',
    en: 'That message is private: its answer cannot be shown to another author.',
  },
  'merge-unfit': {
    status: 422,
    zh: '感谢留言和部委留言不能并案。',
    en: 'Thanks and messages to ministries are not merged.',
  },
  'ending-proposed': {
    status: 409,
    zh: '已经有人提出终止办理，正等会签。',
    en: 'An end is proposed already and waits for the second signature.',
  },
} as const;
