import { expect, test } from 'vitest';
import { actingOffice, isOneBranch, seatsOf } from '../../src/domain/branch.ts';
import { cast, places } from './cast.ts';
import { stage } from './stages.ts';

const province = { id: 30, aboveIds: [] };
const city = { id: 20, aboveIds: [30] };
const office = { id: 10, aboveIds: [20, 30] };
const beside = { id: 11, aboveIds: [20, 30] };
const seats = { postOfficeId: places.office, deskId: places.desk };

test('an office is of one branch with itself, those above and those below it, not with the one beside it', () => {
  expect(isOneBranch(office, office)).toBe(true);
  expect(isOneBranch(office, province)).toBe(true);
  expect(isOneBranch(city, office)).toBe(true);
  expect(isOneBranch(office, beside)).toBe(false);
  expect(isOneBranch(beside, office)).toBe(false);
});

test('a leader sits where the post’s office is, a reviewer at the desk, an operator nowhere', () => {
  const at = (name: keyof typeof cast) => seatsOf(cast[name], stage('in progress'), seats);
  expect(at('the leader')).toEqual([places.office]);
  expect(at('another leader')).toEqual([]);
  expect(at('Reviewer Lin')).toEqual([places.desk]);
  expect(at('an officer of the city')).toEqual([places.city]);
  expect(at('the operator')).toEqual([]);
  expect(at('author')).toEqual([]);
});

test('somebody with several desks acts for the holder first, then the answerable office, then one above', () => {
  const two = {
    kind: 'staff' as const,
    staffId: 1,
    name: 'Xu',
    duties: [places.elsewhere, places.province, places.office].map((officeId) => ({
      role: 'officer' as const,
      officeId,
      postId: null,
    })),
  };
  expect(actingOffice(two, stage('in progress'), seats)).toBe(places.office);
  const below = { ...stage('in progress'), answerableId: 99, holderId: places.elsewhere };
  expect(actingOffice(two, below, seats)).toBe(places.elsewhere);
  expect(actingOffice(two, { ...below, holderId: 98 }, seats)).toBe(places.province);
  expect(actingOffice(cast['the operator'], stage('in progress'), seats)).toBeUndefined();
});
