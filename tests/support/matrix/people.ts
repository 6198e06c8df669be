import type { StaffRole } from '../../../src/domain/actor.ts';

/** Where people of the matrix sit; the relations of a place to a message stand in ties.ts. */
export const offices = {
  office: '广元市信访局',
  province: '四川省信访局',
  platform: '平台督办台',
  county: '苍溪县信访局',
  bureau: '苍溪县交通运输局',
  helper: '广元市交通运输局',
  elsewhere: '成都市信访局',
  ministry: '外交部',
  /** Where a message could go from the office: nobody of it takes part. */
  next: '剑阁县信访局',
} as const;
export type Place = keyof typeof offices;

/** What somebody is employed as: a duty at a place, a post, or a duty of the platform. */
interface Duty {
  role: StaffRole;
  at?: Place;
  post?: string;
}
const works = (role: StaffRole, at: Place): Duty[] => [{ role, at }];

/** The posts that take part. */
export const posts = {
  leader: '广元市委书记',
  deputy: '广元市副市长（分管城建、交通、环保）',
  other: '成都市委书记',
} as const;

/** Everybody of the desk who knocks, with their duties. */
export const staff = {
  'Reviewer Lin, who reviewed it': [{ role: 'reviewer' }],
  'Reviewer Mo': [{ role: 'reviewer' }],
  'Dual Li, reviewer and officer': [{ role: 'reviewer' }, { role: 'officer', at: 'office' }],
  'Officer Zhao': works('officer', 'office'),
  'Officer He, who may have stepped back': works('officer', 'office'),
  'Approver Qian': works('approver', 'office'),
  'Head Sun': works('head', 'office'),
  'an officer of the province': works('officer', 'province'),
  'an approver of the province': works('approver', 'province'),
  'a supervisor of the province': works('supervisor', 'province'),
  'a supervisor of the platform': works('supervisor', 'platform'),
  'an officer of the county': works('officer', 'county'),
  'an approver of the county': works('approver', 'county'),
  'an officer of the bureau': works('officer', 'bureau'),
  'an officer of the helping unit': works('officer', 'helper'),
  'an officer elsewhere': works('officer', 'elsewhere'),
  'an approver elsewhere': works('approver', 'elsewhere'),
  'an officer of the ministry': works('officer', 'ministry'),
  'an approver of the ministry': works('approver', 'ministry'),
  'the leader': [{ role: 'leader', post: posts.leader }],
  'the deputy': [{ role: 'leader', post: posts.deputy }],
  'another leader': [{ role: 'leader', post: posts.other }],
  'the operator': [{ role: 'operator' }],
  'the editor': [{ role: 'editor' }],
  'the auditor': [{ role: 'auditor' }],
  'the examiner': [{ role: 'examiner' }],
  'somebody without a duty': [],
} as const satisfies Record<string, readonly Duty[]>;

/** Somebody of the desk. */
export type StaffName = keyof typeof staff;
/** Somebody who knocks. */
export type Person = StaffName | 'a visitor' | 'the author' | 'another citizen';

/** All of the desk. */
export const staffNames = Object.keys(staff) as StaffName[];
/** All of them. */
export const people: readonly Person[] = ['a visitor', 'the author', 'another citizen', ...staffNames];

/** The duties of a person; none of whoever is not of the desk. */
export function dutiesOf(person: Person): readonly Duty[] {
  return person in staff ? staff[person as StaffName] : [];
}

/** Where somebody sits, if at an office. */
export function placeOf(person: Person): Place | undefined {
  return dutiesOf(person).find(({ at }) => at !== undefined)?.at;
}
