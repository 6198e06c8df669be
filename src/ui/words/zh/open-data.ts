import type { OpenField } from '../../../domain/open-data/open-message.ts';

const meanings: Record<OpenField, string> = {
  code: '留言编号',
  published_at: '刊发时间（UTC）',
  kind: '类型',
  topic_id: '领域编号',
  topic: '领域',
  region_code: '地区代码（GB/T 2260），写给部委的为空',
  region: '地区',
  leader_id: '职务编号',
  leader: '写给的职务',
  source: '来源',
  title: '公开标题',
  body: '公开正文，已脱敏',
  standing: '办理状态：waiting 待回复、in-progress 办理中、answered 已答复、ended 已办结无答复',
  answered_at: '最近一次正式答复的时间（UTC）',
  answer_unit: '答复署名单位',
  answer: '最近一次正式答复的公开正文',
};

/** The public data to be downloaded. */
export const openData = {
  title: '开放数据',
  lead: '全部公开留言和正式答复，每天做一次，按刊发的月份分成文件。撤下的留言，从第二天的文件里消失；不公开的内容从不在内。',
  builtOn: (day: string) =>
    `${day}制作。CSV为带标记的UTF-8，Excel可直接打开；以=、+、-、@开头的格子前加了一个撇号。ndjson每行一个JSON对象。`,
  files: '数据文件',
  file: '文件',
  size: '大小',
  none: '还没有数据文件',
  noneText: '文件每天凌晨制作，有了公开的留言，第二天就在这里。',
  fields: '字段说明',
  fieldsCaption: '文件里的字段',
  field: '字段',
  type: '格式',
  meaning: '含义',
  licence: '使用许可',
  licenceText: '可以自由使用、转载和加工，请注明来源。留言是作者个人意见。',
  meanings,
};
