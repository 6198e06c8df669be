import type { EnterpriseReason, EnterpriseState } from '../../../domain/enterprise.ts';

const state: Record<EnterpriseState, string> = {
  asked: '等待认证',
  certified: '已认证',
  refused: '未通过',
  ended: '已结束',
};

const reason: Record<EnterpriseReason, string> = {
  'no-such': '查不到这家企业',
  'name-differs': '名称和代码对不上',
  'not-entitled': '没有证明您可以代表企业',
  dissolved: '企业已注销',
  misused: '以企业名义的留言与企业无关',
};

/** Writing for an enterprise: asking, certifying, ending. */
export const enterprise = {
  state,
  reason,
  title: '以企业名义留言',
  open: '企业认证',
  lead: '运营人员核对以后，您可以以企业名义留言。本人的姓名和电话照旧只交给办理机构。',
  name: '企业名称',
  nameHint: '照营业执照写',
  code: '统一社会信用代码',
  codeHint: '18 位数字和大写字母',
  shown: '留言公开显示企业名称',
  shownNote: '不选，就和个人一样只显示姓氏',
  send: '申请认证',
  keep: '保存',
  leave: '不再代表这家企业',
  takeBack: '收回申请',
  askAgain: '可以改好再申请。',
  why: (text: string) => `原因：${text}`,
  done: { asked: '申请已收到，核对以后这里会有结果。', kept: '已保存。', left: '已结束。' } as Record<
    string,
    string
  >,
  writeAs: (name: string) => `以“${name}”的名义留言`,
  room: '企业',
  roomTitle: '企业认证',
  waiting: (n: number) => `等待核对 ${n}`,
  standing: (n: number) => `已认证 ${n}`,
  none: '没有等待核对的申请。',
  noneStanding: '还没有认证的企业。',
  askedAt: (at: string) => `${at} 申请`,
  certify: '通过认证',
  refuse: '不通过',
  end: '结束认证',
  chooseReason: '原因',
  decided: { certified: '已通过认证。', refused: '已答复不通过。', ended: '认证已结束。' } as Record<
    string,
    string
  >,
};
