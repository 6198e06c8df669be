/** A proof that somebody is a person, where very many requests come in. */
export const proof = {
  title: '先确认是真人在操作',
  why: '现在请求很多。答一道小题就好，用文字回答，不限时间，20 分钟内有效。',
  hint: '用汉字或数字回答都可以。',
  working: '正在后台确认，不用您做什么…',
  done: '已确认。',
};
