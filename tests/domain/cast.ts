import type { Actor, Duty, StaffRole } from '../../src/domain/actor.ts';

/** Where people sit: the review desk, the addressed office, the offices above it, one beside it, and the addressed post. */
export const places = {
  desk: 1,
  office: 10,
  city: 20,
  province: 30,
  elsewhere: 40,
  /** Another office that may answer. */
  otherOffice: 41,
  /** Two departments below the office, two towns below the first, and one that helps. */
  bureau: 50,
  otherBureau: 51,
  town: 60,
  otherTown: 61,
  helper: 70,
  post: 7,
  otherPost: 8,
} as const;

let lastStaffId = 100;

const duty = (role: StaffRole, officeId: number | null = null, postId: number | null = null): Duty => ({
  role,
  officeId,
  postId,
});

function staff(name: string, ...duties: Duty[]): Actor & { kind: 'staff' } {
  return { kind: 'staff', staffId: (lastStaffId += 1), name, duties };
}

/** Who wrote the message. */
export const author = { kind: 'citizen', citizenId: 1 } as const satisfies Actor;

/** Everybody who may knock, by what they are called in the tests. */
export const cast = {
  author,
  'another citizen': { kind: 'citizen', citizenId: 2 },
  'a visitor': { kind: 'visitor' },
  'the machine': { kind: 'machine', name: 'clock' },
  'Reviewer Lin': staff('Lin', duty('reviewer', places.desk)),
  'Reviewer Mo': staff('Mo', duty('reviewer', places.desk)),
  'Officer Zhao': staff('Zhao', duty('officer', places.office)),
  'Approver Qian': staff('Qian', duty('approver', places.office)),
  'Head Sun': staff('Sun', duty('head', places.office)),
  'Dual Li, reviewer and officer': staff('Li', duty('reviewer', places.desk), duty('officer', places.office)),
  'an officer of the city': staff('Zhou', duty('officer', places.city)),
  'an approver of the city': staff('Wu', duty('approver', places.city)),
  'an officer of the province': staff('Cao', duty('officer', places.province)),
  'an approver of the province': staff('Xie', duty('approver', places.province)),
  'an officer of the other office': staff('Sui', duty('officer', places.otherOffice)),
  'an approver of the other office': staff('Pan', duty('approver', places.otherOffice)),
  'another approver of the other office': staff('Ge', duty('head', places.otherOffice)),
  'a supervisor of the province': staff('Zheng', duty('supervisor', places.province)),
  'the leader': staff('Wang', duty('leader', null, places.post)),
  'an officer of the bureau': staff('Yan', duty('officer', places.bureau)),
  'an officer of the other bureau': staff('Hua', duty('officer', places.otherBureau)),
  'an officer of the town': staff('Jin', duty('officer', places.town)),
  'an officer of the other town': staff('Tao', duty('officer', places.otherTown)),
  'an officer of the helping unit': staff('Kong', duty('officer', places.helper)),
  'an officer elsewhere': staff('Feng', duty('officer', places.elsewhere)),
  'an approver elsewhere': staff('Chen', duty('approver', places.elsewhere)),
  'another leader': staff('Chu', duty('leader', null, places.otherPost)),
  'the operator': staff('Wei', duty('operator')),
  'the editor': staff('Jiang', duty('editor')),
  'the auditor': staff('Shen', duty('auditor')),
  'the examiner': staff('Han', duty('examiner')),
  'somebody without a duty': staff('Yang'),
} as const satisfies Record<string, Actor>;

/** The name of one of the cast. */
export type Name = keyof typeof cast;

/** All of them. */
export const names = Object.keys(cast) as Name[];

/** Who has nothing to do with the message, whatever happens to it. */
export const strangers: readonly Name[] = [
  'another citizen',
  'an officer elsewhere',
  'an approver elsewhere',
  'another leader',
  'the operator',
  'the editor',
  'the auditor',
  'the examiner',
  'somebody without a duty',
];
