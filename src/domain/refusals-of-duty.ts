/** What somebody is told whose act on the roster or a bulletin is refused. */
export const refusalsOfDuty = {
  'wrong-span': {
    status: 422,
    zh: '结束时间要在开始之后，一班最长 {most} 小时。',
    en: 'It must end after it begins; {most} hours at most.',
  },
  'span-is-past': { status: 422, zh: '这一班已经过去了。', en: 'This shift is over already.' },
  'on-duty-already': {
    status: 422,
    zh: '此人这段时间已经排了这个班。',
    en: 'This person is on duty here at that time already.',
  },
  'bulletin-decided': {
    status: 409,
    zh: '这一篇已经发出或撤下，不能再改。',
    en: 'This one is published or dropped already and cannot be changed.',
  },
  'not-published': { status: 409, zh: '这一篇还没有发出。', en: 'This one is not published yet.' },
  'edited-meanwhile': {
    status: 409,
    zh: '您打开之后有人改过这一篇。您写的还在下面，请先看看最新的。',
    en: 'Somebody changed this after you opened it. What you wrote is still here; look at the newest first.',
  },
  'second-person': {
    status: 403,
    zh: '起草和改稿的人不能自己发出，请由另一人审发。',
    en: 'Whoever drafted or edited it cannot publish it; another person does.',
  },
  'no-units-below': {
    status: 422,
    zh: '所选范围内没有下级单位。',
    en: 'There is no unit below in what you chose.',
  },
  'no-command-centre': {
    status: 422,
    zh: '同级没有指挥机构，也没有上级机构可以报送。',
    en: 'There is no command centre at this level, nor an office above.',
  },
  'personal-data': {
    status: 422,
    zh: '含有像是群众个人信息的号码，请删去。',
    en: 'It holds a number that looks personal; please take it out.',
  },
  'not-reportable': {
    status: 422,
    zh: '留言 {which} 不在您能上报的范围内，或者已经办结。',
    en: 'Message {which} is not yours to report, or it is closed.',
  },
  'too-many-messages': {
    status: 422,
    zh: '一份专报最多 {most} 条留言。',
    en: 'A special report holds {most} messages at most.',
  },
  'wrong-day': { status: 422, zh: '请选一个日期。', en: 'Please choose a day.' },
  'wrong-stand-in-period': {
    status: 422,
    zh: '最后一天不能早于第一天，也不能已经过去；最长 {most} 天。',
    en: 'The last day comes after the first and is not over; {most} days at most.',
  },
  'no-such-colleague': {
    status: 422,
    zh: '请选本机构的同事，不能是同一个人。',
    en: 'Choose a colleague of this office, and not the same person.',
  },
  'stood-in-already': {
    status: 409,
    zh: '这段时间已经有人代理。请先结束那一次。',
    en: 'Somebody stands in at that time already; end that first.',
  },
  'wrong-period': {
    status: 422,
    zh: '起止日期要先后相符，最长一年，不能晚于今天。',
    en: 'The period must end after it begins, span a year at most and not lie ahead.',
  },
} as const;
