import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Relation } from '../../src/domain/policy.ts';
import { publications } from '../../src/domain/status.ts';
import {
  isPublicPicture,
  seesPicture,
  type PictureStanding,
} from '../../src/domain/visibility-of-pictures.ts';

const open: PictureStanding = {
  publication: 'public',
  draftId: null,
  authorPublic: true,
  reviewedPublic: true,
};
const as = (...relations: Relation[]) => ({ relations: new Set<Relation>(relations), draftId: null });
const anyStanding = fc.record({
  publication: fc.option(fc.constantFrom(...publications)),
  draftId: fc.option(fc.constantFrom('d1', 'd2')),
  authorPublic: fc.boolean(),
  reviewedPublic: fc.option(fc.boolean()),
});
const strange: Relation[] = [
  'anybody',
  'citizen',
  'addressed',
  'editor',
  'operator',
  'auditor',
  'examiner',
  'machine',
];

describe('who sees a picture', () => {
  test('everybody sees a picture that writer and reviewer let be, on a public message', () => {
    expect(seesPicture(open, as('anybody'))).toBe(true);
  });

  test('a stranger sees no other picture, whatever its message, its draft and its switches', () => {
    fc.assert(
      fc.property(anyStanding, fc.subarray(strange), (standing, relations) => {
        const all =
          standing.publication === 'public' && standing.authorPublic && standing.reviewedPublic === true;
        expect(isPublicPicture(standing)).toBe(all);
        expect(seesPicture(standing, as(...relations))).toBe(all);
      }),
    );
  });

  test.each(['author', 'answerable', 'holder', 'joint', 'approver', 'above', 'leader'] as const)(
    'the %s sees a picture that the writer keeps from the public',
    (relation) => {
      for (const publication of publications) {
        expect(
          seesPicture({ ...open, publication, authorPublic: false, reviewedPublic: null }, as(relation)),
        ).toBe(true);
      }
    },
  );

  test('a reviewer sees hidden pictures until the verdict and not after it', () => {
    const hidden = { ...open, authorPublic: false };
    expect(seesPicture({ ...hidden, publication: 'awaiting-review' }, as('reviewer'))).toBe(true);
    for (const publication of ['public', 'private', 'rejected', 'taken-down', 'withdrawn'] as const) {
      expect(seesPicture({ ...hidden, publication }, as('reviewer'))).toBe(false);
    }
  });

  test('a reviewer who also answers for the message keeps the right of that', () => {
    expect(seesPicture({ ...open, publication: 'private' }, as('reviewer', 'above'))).toBe(true);
  });

  test('an unattached picture is seen by whoever proved the secret of its draft, and by nobody else', () => {
    const loose = { ...open, publication: null, draftId: 'd1' };
    expect(seesPicture(loose, { relations: new Set(), draftId: 'd1' })).toBe(true);
    expect(seesPicture(loose, { relations: new Set(), draftId: 'd2' })).toBe(false);
    expect(seesPicture(loose, as('author', 'above', 'reviewer', 'leader', 'machine'))).toBe(false);
    expect(seesPicture({ ...loose, draftId: null }, as('author'))).toBe(false);
  });

  test('the secret of a draft opens nothing once the picture hangs on a message', () => {
    expect(
      seesPicture(
        { ...open, publication: 'private', draftId: 'd1' },
        { relations: new Set(), draftId: 'd1' },
      ),
    ).toBe(false);
  });
});
