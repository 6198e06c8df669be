import type { PersonalKind } from './screening/personal-datum.ts';

/** What a reviewer can take out by hand, in the order of the keys 1–7; the rest is found by rule only. */
export const markKinds = ['phone', 'name', 'address', 'id-number', 'plate', 'unit', 'other'] as const;
export type MarkKind = (typeof markKinds)[number] | PersonalKind;

/** The public text is Chinese whatever language the page speaks. */
const names: Record<MarkKind, string> = {
  phone: '手机号',
  landline: '电话号',
  name: '姓名',
  address: '住址',
  'id-number': '身份证号',
  plate: '车牌',
  unit: '单位',
  'bank-card': '银行卡号',
  email: '邮箱',
  'chat-id': '微信或QQ号',
  other: '内容',
};

/** What stands in the public text for what was taken out: 【手机号已隐去】. */
export function markOf(kind: MarkKind): string {
  return `【${names[kind]}已隐去】`;
}

/** Which kind a mark names; undefined for words of one's own. */
export function kindOfMark(mark: string): MarkKind | undefined {
  return (Object.keys(names) as MarkKind[]).find((kind) => markOf(kind) === mark);
}
