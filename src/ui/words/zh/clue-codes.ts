import type { addressees, dismissals, drops, endings, findings } from '../../../domain/clues/clue.ts';
import type { ClueStepName } from '../../../domain/clues/steps.ts';

type Code = (typeof addressees | typeof dismissals | typeof drops | typeof endings | typeof findings)[number];

const code: Record<Code, string> = {
  confirmed: '属实',
  'partly-confirmed': '部分属实',
  'not-confirmed': '不能证实',
  discipline: '纪检监察机关',
  supervision: '督查机构',
  police: '公安机关',
  'command-centre': '指挥部',
  'competent-office': '主管部门',
  'no-facts': '没有可核查的事实',
  'outside-power': '不属受理范围',
  'in-process': '已在别处依法处理',
  'no-accusation': '不是举报（建议、咨询、求助等）',
  spam: '广告、测试、重复',
  settled: '问题已解决',
  'already-reported': '此前已上报',
  'acted-upon': '有关部门已处理',
  'passed-on': '已移交有关部门',
  'no-action': '有关部门决定不处理',
};

const step: Record<ClueStepName | 'receive', string> = {
  receive: '收到',
  collate: '汇总',
  regroup: '改归组',
  'propose-pursue': '提出：继续核查',
  'propose-dismiss': '提出：不予继续',
  pursue: '确认：继续核查',
  dismiss: '确认：不予继续',
  verify: '核实',
  'propose-report': '提出：上报',
  'propose-drop': '提出：不上报、办结',
  report: '确认：上报',
  drop: '确认：不上报、办结',
  'propose-end': '提出：上报后办结',
  close: '确认：上报后办结',
  'take-back': '撤回意见',
  refuse: '不同意，退回',
  write: '写信给举报人',
  hear: '举报人来信',
  'declare-conflict': '声明回避',
};

/** The codes and steps of a clue in words. */
export const clueCodes = { code, step };
