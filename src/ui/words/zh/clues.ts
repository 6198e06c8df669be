import type { ClueClock, ClueStage, ProposalKind } from '../../../domain/clues/clue.ts';
import { clueCodes } from './clue-codes.ts';

const stage: Record<ClueStage, string> = {
  received: '已收到',
  collated: '已汇总',
  sifted: '已甄别',
  verified: '已核实',
  reported: '已上报',
  closed: '已办结',
};

const told: Record<ClueStage, string> = {
  received: '已经收到，等线索员汇总。两个工作日内完成甄别。',
  collated: '正在甄别：由两位线索员判断是否值得继续核查。',
  sifted: '值得继续核查，正在核实。',
  verified: '已经核实完毕，正在决定是否上报。',
  reported: '已经上报有关部门。',
  closed: '已经办结。',
};

const clock: Record<ClueClock, string> = { sift: '甄别', verify: '核实', report: '上报', close: '办结' };

const proposal: Record<ProposalKind, string> = {
  pursue: '继续核查',
  dismiss: '不予继续',
  report: '上报',
  drop: '不上报、办结',
  end: '上报后办结',
};

/** Confidential reports: how they are written, followed and examined. */
export const clues = {
  stage,
  told,
  clock,
  proposal,
  ...clueCodes,
  title: '监督举报（密封线索）',
  lead: '只有线索员能读。不用登录，不留手机号，不公开，没有留言编号。',
  live: '您写的内容在您的浏览器里先密封再发出，服务器读不到。',
  plain: '您的浏览器没有开脚本：内容经加密连接到达后立即密封，服务器不保存原文。想更稳妥，请打开脚本再写。',
  advice: '请不要用单位的电脑和网络填写。写完请关闭这个页面。',
  notOpen: '密封通道还没有启用',
  notOpenText:
    '线索员还没有设置密钥，现在不能收。举报请拨打 12388（纪检监察），或登录国务院“互联网+督查”平台。',
  unit: '反映谁、哪个单位',
  unitHint: '写全称，方便把同一件事的线索归到一起。',
  province: '在哪个省份',
  provinceEmpty: '不清楚或不想说',
  when: '什么时候',
  body: '什么事',
  bodyHint: '时间、地点、人物、经过、证据在哪里。最多 3000 字。',
  contact: '怎么联系您',
  contactHint: '不留也可以：用查询密语就能与线索员通信。',
  files: '附件',
  filesHint:
    '最多 5 个，每个不超过 5 MB：jpg、png、webp 图片或 pdf。和内容一样密封，文件名也在里面。照片会先重画一遍，去掉里面的位置、时间和相机信息；pdf 会重做一遍，去掉作者、软件、时间、附件和表单，只留页面上看得见的。页面上写着的名字，请自己先检查。',
  fileKept: (n: string) => `附件 ${n}：已密封，会一起发出（不要就取消勾选）`,
  cleaning: '正在处理附件…',
  cleaned: (n: string) => `${n} 张照片已重画，位置、时间、相机信息都去掉了。`,
  filesReady: (n: string) => `${n} 个附件已备好。`,
  send: '密封并发送',
  sending: '正在密封…',
  failed: '没有发出去，请检查网络后再按一次。您写的都还在。',
  tooLong: '内容太长，请删去一些。',
  sentTitle: '已密封并收到',
  secretLabel: '查询密语（只显示这一次）',
  secretText:
    '请抄下来或打印，放在只有您能拿到的地方。凭它可以查看进展、与线索员通信。丢了无法找回，我们也没有。',
  copy: '复制',
  copied: '已复制',
  printHint: '打印这一页，纸上只有密语和怎么用它。请不要用单位的打印机。',
  print: '打印',
  dangerSeen: '您写到了危险情况：有人正处在危险中，请马上打电话，不要等这里的回复。',
  toReturn: '凭查询密语查看进展',
  toWrite: '写一条线索',
  returnTitle: '查看密封线索的进展',
  returnLead: '输入发送时给您的查询密语。它不会出现在网址里。',
  secretField: '查询密语',
  secretHint: '8 组，每组 4 个字母或数字；字母大小写都可以。',
  open: '查看',
  opening: '正在打开…',
  nowTitle: '现在到哪一步',
  nowStage: (name: string, text: string) => `${name}：${text}`,
  receivedOn: (day: string) => `收到日期：${day}`,
  lettersTitle: '往来信件',
  fromExaminer: '线索员',
  fromYou: '您',
  yoursSealed: '您写的内容已密封给线索员，这里不再显示。',
  noLetters: '还没有信件。',
  writeAgain: '再写给线索员',
  letter: '内容',
  letterHint: '最多 1000 字。',
  letterSent: '已密封并送达。',
  sendLetter: '密封并发送',
};
