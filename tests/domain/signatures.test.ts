import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLastSignature, openSigners, type Signing, signingOffices } from '../../src/domain/signatures.ts';
import { places } from './cast.ts';
import { stage } from './stages.ts';

const of = (changes: Partial<Signing>): Signing => ({
  needed: 2,
  signedBy: [],
  signers: [2, 3, 4],
  draftedBy: 1,
  reviewerId: null,
  ...changes,
});

test('the office signs; where it has one to sign the office above too; a third “not settled” is signed where it is held', () => {
  expect(signingOffices(stage('in progress'))).toEqual([places.office]);
  expect(signingOffices({ ...stage('in progress'), approvers: 1 })).toEqual([places.office, places.city]);
  expect(signingOffices({ ...stage('in progress'), approvers: 1, aboveIds: [] })).toEqual([places.office]);
  const sentUp = { ...stage('in progress'), nextStep: 'review-above', holderId: places.city } as const;
  expect(signingOffices(sentUp)).toEqual([places.city]);
});

test('the last of those asked for publishes, and so does the last who is left', () => {
  expect(isLastSignature(of({}), 2)).toBe(false);
  expect(isLastSignature(of({ signedBy: [2] }), 3)).toBe(true);
  expect(isLastSignature(of({ needed: 1 }), 2)).toBe(true);
  expect(isLastSignature(of({ needed: 3, signers: [1, 2] }), 2)).toBe(true);
  expect(isLastSignature(of({ needed: 3, signers: [2, 3], reviewerId: 3 }), 2)).toBe(true);
});

test('whoever drafts or reviewed never signs, nobody signs twice, and every draft comes to its end', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 8 });
  fc.assert(
    fc.property(
      ids,
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 8 }),
      (signers, needed, draftedBy) => {
        let signing = of({ signers, needed, draftedBy, reviewerId: 8 });
        let published = openSigners(signing).length === 0;
        for (
          let [next] = openSigners(signing);
          next !== undefined && !published;
          [next] = openSigners(signing)
        ) {
          if (next === draftedBy || next === 8 || signing.signedBy.includes(next)) return false;
          published = isLastSignature(signing, next);
          signing = { ...signing, signedBy: [...signing.signedBy, next] };
        }
        return published && signing.signedBy.length <= needed;
      },
    ),
  );
});
