/** What is said where a step on a confidential report is refused. */
export const refusalsOfClues = {
  'clue-moved': {
    status: 409,
    zh: '这条线索现在不在这一步，可能已有人办过。请刷新看最新情况。',
    en: 'This clue is not at this step now; somebody may have taken it. Reload to see.',
  },
  'clue-proposal-waits': {
    status: 409,
    zh: '已有一项意见在等另一位线索员确认。',
    en: 'A proposal waits for a second examiner already.',
  },
  'clue-second-examiner': {
    status: 403,
    zh: '提出意见的人不能自己确认，请由另一位线索员办理；提出的人只能撤回。',
    en: 'Whoever proposed cannot confirm; another examiner does. The proposer can only take it back.',
  },
  'not-sealed': {
    status: 422,
    zh: '内容没有密封，没有收下。请在本站页面上填写。',
    en: 'It is not sealed and was not taken. Please use our own page.',
  },
  'no-such-secret': {
    status: 404,
    zh: '没有找到。请逐字核对查询密语。',
    en: 'Nothing was found. Please check the secret letter by letter.',
  },
  'wrong-secret': {
    status: 422,
    zh: '查询密语不对：应是 8 组、每组 4 个字母或数字。请逐字核对。',
    en: 'This is no secret of ours: eight groups of four letters or digits. Please check each one.',
  },
} as const;
