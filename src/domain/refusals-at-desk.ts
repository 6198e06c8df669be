/** What somebody at the desk is told when supervision, or a deed on many messages, is refused. */
export const refusalsAtDesk = {
  'undo-too-late': {
    status: 409,
    zh: '已经生效，不能撤销。',
    en: 'It has taken effect and cannot be undone.',
  },
  'drafter-approves': {
    status: 403,
    zh: '起草人不能签发自己起草的答复，请由另一人签发。',
    en: 'Whoever drafted a reply cannot approve it.',
  },
  'urged-just-now': {
    status: 409,
    zh: '本单位一小时内已经催办过这一件，请稍后再催。',
    en: 'Your office has urged this within the last hour. Please wait before urging again.',
  },
  'dossier-open': {
    status: 409,
    zh: '这一件已经立案督办，不能重复立案。',
    en: 'A supervision dossier is open on this message already.',
  },
  'no-dossier': {
    status: 409,
    zh: '这一件现在没有督办案卷，可能刚刚办结。',
    en: 'No supervision dossier is open on this message; it may have just been closed.',
  },
  'not-the-owner': {
    status: 403,
    zh: '这份案卷由{owner}督办，只有它能办结或上报。',
    en: 'This dossier belongs to {owner}; only that office may close it or hand it up.',
  },
  'own-unit': {
    status: 403,
    zh: '您也在被督办的单位任职，这份案卷不能由您办结。',
    en: 'You also work at the supervised unit; somebody else must close this dossier.',
  },
  'nobody-above': {
    status: 409,
    zh: '上面没有更高一级的督办单位了。',
    en: 'There is no office further up.',
  },
  'due-not-ahead': {
    status: 422,
    zh: '请选一个今天以后、一年以内的日子。',
    en: 'Choose a day after today and within a year.',
  },
  'nothing-chosen': {
    status: 422,
    zh: '请先勾选要办的留言。',
    en: 'Choose the messages first.',
  },
  'too-many-chosen': {
    status: 422,
    zh: '一次最多办 {most} 件。',
    en: 'At most {most} at once.',
  },
  'nothing-filtered': {
    status: 422,
    zh: '先选好筛选条件，再起名保存。',
    en: 'Choose filters first, then keep them.',
  },
} as const;
