/** What a person may ask for of what is known of them. */
export const myData = {
  title: '我的数据',
  link: '我的数据与注销删除',
  lead: '本站掌握的您的个人信息，您可以下载，也可以要求删除。',
  export: '下载我的数据',
  exportLead:
    '系统把关于您的数据整理成一个压缩包：网页、机器可读的 JSON 和您的图片。不含他人的数据和机构的内部文字。',
  exportAsk: '整理我的数据',
  exportWaits: '正在整理，稍后刷新本页。',
  exportReady: (day: string) => `已整理好，${day} 前可下载，过后自动删除。`,
  exportCode: '发验证码到我的手机',
  exportFetch: '下载',
  erase: '申请删除',
  goes: [
    '手机号、姓名、登录记录、通知：全部删除。',
    '留言原文、给办理机构的话、不公开的图片和办理中的内部文字：销毁密钥，任何人都无法再读。',
    '还在办理的留言：等办结后再删除；您也可以先撤回。',
  ],
  staysTitle: '保留什么',
  stays: [
    '办理过程的记录（哪一步、哪一天，没有文字）和统计数字。',
    '谁看过您信息的记录，按法律保存三年以上。',
    '依法被要求保留的留言，解除后才删除。',
  ],
  choose: '已经公开的留言怎么办',
  choices: {
    keep: { text: '留在网上，去掉我的称呼', note: '对别人办事有参考，看不出是谁写的。' },
    remove: { text: '从网上撤下，一并删除', note: '公开的文字和答复都不再显示，不能恢复。' },
  },
  chosen: { keep: '公开的留言去掉称呼后保留。', remove: '公开的留言撤下并删除。' },
  ask: '确认申请，不能恢复',
  askedOn: (day: string) => `${day} 申请。`,
  states: {
    asked: '已收到申请，等运营人员办理',
    ordered: '运营人员已下令，等另一人确认',
    running: '正在删除',
  },
  stillHandled: (n: string) => `还有 ${n} 件在办理，办结后删除。`,
  held: (n: string) => `有 ${n} 件依法保留，解除后删除。`,
  takeBack: '收回申请',
  back: '回到我的留言',
  done: {
    asked: '申请已收到。两位运营人员确认后删除。',
    'taken-back': '申请已收回，什么也没有删除。',
    'export-asked': '已开始整理。',
    'wrong-code': '验证码不对或已失效，请重新获取。',
  },
};
