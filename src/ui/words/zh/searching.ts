/** The desk's search in texts that are not public. */
export const searching = {
  room: '查找',
  title: '按词查找未公开文字',
  lead: '在你可以阅读的留言里，查找未公开的文字：原文、给办理机构的话、待审核的追问和评价。查到并显示的留言会记入查看记录；所查的词不进网址和日志。',
  label: '查找的词',
  hint: '一两个词，例如：石拱桥。公开的文字请到公众页面查找。',
  go: '查找',
  found: (count: string) => `本页 ${count} 件`,
  none: '没有找到',
  noneText: '换一个词试试。只有你可以阅读的留言才会出现；刚收到的留言几秒后才能查到。',
  whereFound: (kinds: string) => `见于：${kinds}`,
  kinds: {
    original: '原文',
    published: '未公开的公开稿',
    sender: '给办理机构的话',
    'follow-up': '追问',
    rating: '评价的话',
  },
  next: '下一页',
};
