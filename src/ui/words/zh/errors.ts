/** What went wrong, said to a person: what happened and what to do. */
export const errors = {
  /** By the code of a refusal. */
  pages: {
    'not-found': {
      title: '没有这一页',
      text: '网址可能写错了，或者这件留言没有公开。可以搜一搜，或者凭编号查您自己的留言。',
    },
    unexpected: {
      title: '我们这边出了差错',
      text: '差错已经记下。请稍后再试；您刚才填的内容，返回上一页还在。',
    },
    'not-allowed': {
      title: '这一步不由您来办',
      text: '如果您觉得应该可以，换一个账号登录再试，或联系本单位的运营人员。',
    },
    'sign-in-needed': { title: '请先登录', text: '用手机验证码登录后，再回到这里。' },
    'too-many': { title: '请稍等一会儿', text: '短时间里次数太多了。过几分钟再试。' },
    busy: { title: '现在忙不过来', text: '请等一分钟再试。您填的内容都还在。' },
    'wrong-state': { title: '情况已经变了', text: '可能刚刚有人先办了这一步。回去看看最新情况。' },
    other: { title: '这次没有办成', text: '请返回上一页再试一次。' },
  },
  waitFor: (seconds: number) => `再过 ${seconds} 秒就可以。`,
  keptBehind: '您填的内容，返回上一页还在。',
  reference: (id: string) => `如需求助，请告知参考号 ${id}`,
  goHome: '回首页',
  goSearch: '搜留言',
  goMine: '查我的留言',
  goDesk: '回工作台',
};
