/** What somebody is told whose wish to move a clock is refused. */
export const refusalsOfClocks = {
  'pause-too-long': {
    status: 422,
    zh: '最多可等 {days} 天，请选近一些的日期。',
    en: 'At most {days} days; please choose an earlier date.',
  },
  'pause-of-emergency': {
    status: 422,
    zh: '特急件最多可等 24 小时。',
    en: 'An emergency may wait 24 hours at most.',
  },
  'too-often-paused': {
    status: 409,
    zh: '这件留言已经请留言人补充过两次，时限不能再暂停。可以用“告知进展”继续沟通。',
    en: 'The citizen was asked twice already; the clock cannot be paused again. You can still report progress.',
  },
  'not-later': {
    status: 422,
    zh: '新的期限要晚于原来的期限。',
    en: 'The new date must be later than the old one.',
  },
  'extension-too-long': {
    status: 422,
    zh: '超过了这类留言一次可以延长的期限，请选近一些的日期。',
    en: 'Longer than one extension of this kind may be; please choose an earlier date.',
  },
  'extension-asked': {
    status: 409,
    zh: '已有一次延期申请在等上级决定。',
    en: 'A request for extension is waiting to be decided.',
  },
  'too-often-extended': {
    status: 409,
    zh: '延期次数已用完，不能再延。',
    en: 'No more extensions are possible.',
  },
  'asker-decides': {
    status: 403,
    zh: '申请人不能批自己的延期，请由上级机构另一人决定。',
    en: 'Whoever asked for the extension cannot decide it.',
  },
  'nobody-to-ask': {
    status: 409,
    zh: '这件留言没有可以联系的留言人，不能请其补充。',
    en: 'There is no author who could be asked.',
  },
} as const;
