/** What a device is told, whatever happened: a locked screen is read by others. */
export const pushed = { title: '回音 领导留言板', body: '您有新消息，点开看看。' };

/** Push: hearing on a device of one's own that there is something new. */
export const push = {
  title: '推送提醒',
  lead: '有新消息时，这台设备会响一下。提醒里不写姓名、编号和留言的内容。',
  link: '在这台设备上收到提醒',
  open: '推送提醒…',
  whatComes:
    '留言有进展、关注的有消息、账户有变动，都会提醒；夜里22点到7点不响，急事和办理人员刚写给您的除外。',
  how: '提醒经浏览器厂商的服务送到，内容加密，厂商看不到；厂商知道这个浏览器收到过提醒。',
  notHere: '本站没有开通推送。有了进展，短信和“我的留言”里都会告诉您。',
  noScript: '这个浏览器没有打开 JavaScript，开不了推送。有了进展，短信和“我的留言”里照样会告诉您。',
  on: '这台设备已经开通。',
  off: '这台设备还没有开通。',
  turnOn: '在这台设备上开通',
  asking: '请在浏览器的询问里选“允许”。',
  denied:
    '您不让本站发通知，所以开不了。要开通，请点地址栏左边的图标，或在浏览器的“设置—通知”里允许本站，再刷新这一页。',
  dismissed: '还没有允许通知。想开通，请再点一次，选“允许”。',
  unsupported:
    '这个浏览器不支持推送。请换新一点的 Edge、Firefox、Chrome 或 Safari；短信和“我的留言”里照样会告诉您。',
  install: '在 iPhone、iPad 上，请先点“分享”，选“添加到主屏幕”，再从主屏幕打开本站，到这一页开通。',
  expired: '这台设备上的推送失效了。请再开通一次。',
  failed: '浏览器的推送服务现在连不上。请检查网络，过一会儿再开；一直不行，请换一个浏览器。',
  devices: (n: number) => `开通了推送的设备（${n}）`,
  noDevices: '还没有设备开通。',
  here: '这台设备',
  since: (stamp: string) => `${stamp} 开通`,
  used: (stamp: string) => `最近提醒 ${stamp}`,
  unused: '还没有提醒过',
  remove: '关掉',
  removeNamed: (name: string) => `关掉 ${name} 的推送`,
  done: {
    on: '这台设备已经开通推送。',
    removed: '已关掉，那台设备不再收到提醒。',
  } as Record<string, string>,
  signOut: '退出登录，或让那里退出，那台设备的推送也就关掉了。',
};
