import { showCode } from '../../domain/public-code.ts';
import { isAboutClues, isStaffHappening, type StaffHappening } from '../../domain/telling-staff.ts';

/** What a text message to a member of staff may name: the public code and how much waits. Never a word of a message or a name. */
export interface StaffSmsFacts {
  what: string;
  code: string | null;
  urgent: boolean;
  unread: number;
}

const sender = '【回音】值守提醒：';
const closing = '请登录工作台查看。';

const urgentWords: Partial<Record<StaffHappening, string>> = {
  emergency: '有特急留言，请立即处理',
  'new-transfer': '有急件转来，请尽快受理',
  'new-order': '有急件交办，请尽快签收',
  returned: '有急件被退回，请尽快处理',
  'to-rule': '有退回待裁定，须一个工作日内裁定',
  late: '有留言已超期，请立即办理',
  urged: '上级催办，请尽快办理',
  dossier: '有留言已被督办，请按要求办理',
  'dossier-late': '有督办案卷已超期',
  'dossier-handed-up': '下级上报督办案卷',
  instruction: '领导有批示，请尽快落实',
  'draft-to-approve': '有急件答复待签发',
  'follow-up': '急件有追加内容',
  reopened: '群众反映未解决，留言已重新办理',
  'special-report': '收到专报',
};

/** The text message for a notice; undefined when there are no words for it. */
export function staffSmsWords({ what, code, urgent, unread }: StaffSmsFacts): string | undefined {
  if (!isStaffHappening(what)) return undefined;
  // Whoever sees the telephone lie there learns not even that it is about a report.
  if (isAboutClues(what)) return `${sender}有新提醒，${closing}`;
  if (!urgent) return `${sender}夜间有 ${unread} 条新提醒，${closing}`;
  const said = urgentWords[what] ?? '有紧急事项';
  return `${sender}${said}${code === null ? '' : `（编号${showCode(code)}）`}，${closing}`;
}
