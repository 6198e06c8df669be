import type { ReasonCode } from '../../../domain/reason-codes.ts';

/** Why a message is not shown: the short reason for the desk, and the sentence that tells its author what to do. */
export const reasons: Record<ReasonCode, { name: string; advice: string }> = {
  'other-power': {
    name: '属人大、法院、检察、公安等职权',
    advice: '这件事依法由人大、法院、检察院或公安机关处理，请直接向它们反映。',
  },
  judicial: { name: '已进入司法程序', advice: '这件事已在诉讼、仲裁或复议中，请按司法程序办理。' },
  'already-accepted': {
    name: '已在本平台或信访部门受理',
    advice: '这件事已经受理，请在原来的编号下查看或追问。',
  },
  rumour: { name: '传言或未经核实的指控', advice: '请只写您亲历或能核实的事，并写明时间、地点。' },
  'obscene-violent': { name: '淫秽、暴力', advice: '请删去淫秽、暴力的内容后再交。' },
  discrimination: { name: '歧视', advice: '请删去歧视性的话后再交。' },
  insult: { name: '侮辱、诽谤', advice: '请说事情本身，不骂人、不点名攻击，改好后再交。' },
  privacy: { name: '涉及第三人隐私', advice: '请去掉他人的姓名、电话、住址、病情等，改好后再交。' },
  unclear: { name: '表述不清、要件不全', advice: '请写清什么时间、在哪里、发生了什么、希望怎么办。' },
  spam: { name: '垃圾、测试、重复', advice: '请不要重复提交；同一件事请在原来的编号下追问。' },
  'author-asked': { name: '本人要求不公开', advice: '已按您的要求不予公开。' },
  impersonation: { name: '冒用他人身份', advice: '请用本人的姓名和手机号留言。' },
  advertisement: { name: '广告', advice: '这里不发布广告。' },
  'several-matters': { name: '一条多事', advice: '一件留言只说一件事，请分开提交。' },
  'wrong-board': { name: '写错对象', advice: '请写给事情发生地的领导，改好后再交。' },
  'elsewhere-progress': { name: '询问其他渠道进度', advice: '请向原来受理的渠道查询进度。' },
  campaign: { name: '应归入专题征集', advice: '这件事正有专题征集，请到专题里提交。' },
  'against-law': { name: '违反法律或公序良俗', advice: '内容违反法律或公序良俗，不能刊发。' },
};
