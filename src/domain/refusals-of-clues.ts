/** What is said where a step on a confidential report is refused. */
export const refusalsOfClues = {
  'clue-moved': {
    status: 409,
    zh: '这条线索现在不在这一步，可能已有人办过。请刷新看最新情况。',
    en: 'This clue is not at this step now; somebody may have taken it. Reload to see.',
  },
  'clue-erased': {
    status: 410,
    zh: '这条线索的内容已按保存期限销毁，任何人都看不到了。',
    en: 'What this clue said has had its time and is destroyed; nobody can read it.',
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
  'too-many-clue-files': {
    status: 422,
    zh: '一次最多 {most} 个附件，您选了 {have} 个。其余的可以写信时再加。',
    en: 'At most {most} files at a time; you chose {have}. Add the others to a letter later.',
  },
  'clue-file-too-large': {
    status: 422,
    zh: '每个附件不能超过 {most} MB。',
    en: 'A file may have at most {most} MB.',
  },
  'clue-file-type': {
    status: 422,
    zh: '附件只收 jpg、png、webp 图片和 pdf。',
    en: 'Only jpg, png and webp pictures and pdf are taken.',
  },
  'clue-pdf-not-cleaned': {
    status: 422,
    zh: '这个 pdf 里的作者等信息去不掉：它加了密码、损坏了，或太特别。请另存成不加密的 pdf，或拍成照片再附上。',
    en: 'What this pdf says of its author cannot be removed: it is locked, damaged or unusual. Save it as a pdf without a password, or attach photographs of it.',
  },
  'clue-picture-not-cleaned': {
    status: 422,
    zh: '有一张照片打不开，或浏览器不让本页重画它，位置等信息去不掉，所以没有收下。请换一张，或关掉脚本再发（由服务器在内存里去除）。',
    en: 'A picture cannot be opened, or the browser does not let this page redraw it, so its place and camera cannot be removed and it was not taken. Choose another, or send with scripts off (the server removes them in memory).',
  },
  'clue-file-gone': {
    status: 422,
    zh: '附件已失效，请重新选择。',
    en: 'The files are no longer there; please choose them again.',
  },
} as const;
