import type { FollowedThing, MessageNews } from '../../../domain/following-news.ts';

/** What is followed, in a word. */
const thing: Record<FollowedThing, string> = {
  message: '留言',
  leader: '领导',
  region: '地区',
  topic: '领域',
};

/** What followers of a message are told. */
const news: Record<MessageNews, string> = {
  'news-accepted': '办理机构已受理',
  'news-moved': '换了办理机构',
  'news-waiting': '等留言人补充，时限暂停',
  'news-resumed': '继续办理，时限恢复计算',
  'news-extended': '办理时限延长了',
  'news-instructed': '领导作了批示',
  'news-progress': '有新的进展',
  'news-answered': '有了正式答复',
  'news-corrected': '答复有更正',
  'news-reopened': '重新办理',
  'news-closed': '已办结',
  'news-adopted': '建言被采纳了',
  'news-written': '留言人又写了话',
  'news-gone': '这件留言不再公开',
  'news-restored': '恢复公开',
};

/** What was just done. */
const done = {
  following: '已关注。有新的，就在“我的留言”的消息里告诉您。',
  stopped: '不再关注，也不再有消息。',
  back: '已收回，不再计数。',
};

/** “This happened to me too”, and hearing how things go on. */
export const joining = {
  thing,
  news,
  done,
  box: '也遇到的人和关注',
  people: (n: number) => (n === 0 ? '还没有人说也遇到' : `${n}人也遇到同样的事`),
  rowText: '人也遇到',
  count: (n: number) => `${n}人也遇到`,
  press: '我也遇到',
  pressed: '您也遇到，已计数',
  takeBack: '收回',
  supportTitle: '您也遇到同样的事？',
  supportLead: '一个手机号计一次，随时可以收回。公开的只有人数；您是谁，办理机构和别人都看不到。',
  follow: '关注进展',
  followIt: '关注',
  following: '正在关注',
  stop: '不再关注',
  stopNamed: (name: string) => `不再关注：${name}`,
  takeBackNamed: (name: string) => `收回：${name}`,
  followTitle: (name: string) => `关注“${name}”`,
  eachStep: '每走一步，在“我的留言”的消息里告诉您。不发短信，随时可以停。',
  onceADay: '每天早上8点，有新留言或新答复，在“我的留言”的消息里告诉您一次。不发短信，随时可以停。',
  listTitle: '我关注的',
  listLead: '有新的，就在“我的留言”的消息里告诉您，不发短信。只有您看得到这一页。',
  since: (day: string) => `${day}起`,
  hidden: (code: string) => `不再公开的留言 ${code}`,
  nothing: '您还没有关注',
  nothingText: '在留言、领导、地区的页面上按“关注”，就能知道后来怎样。',
  look: '看看留言',
  supported: '我也遇到的',
  digest: (name: string, messages: number, answers: number) =>
    `${name}：新留言${messages}件，新答复${answers}件`,
  because: (thing: string, name: string) => `因为您关注了${thing}：${name}`,
  becauseHidden: '因为您关注了这件留言',
  moved: (name: string) => `您关注的已撤并，现在关注的是：${name}`,
  byCounty: '有新的只报到县一级，这里的也在其中。',
  followCounty: (county: string) => `关注${county}`,
};
