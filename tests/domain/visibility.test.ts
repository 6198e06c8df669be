import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publications } from '../../src/domain/status.ts';
import { isPublic, type Sight, sightOf } from '../../src/domain/visibility.ts';
import { cast, type Name, strangers } from './cast.ts';
import { stage, type Stage, stages } from './stages.ts';

const handlers = [
  'Officer Zhao',
  'Approver Qian',
  'Head Sun',
  'an officer of the city',
  'a supervisor of the province',
  'the leader',
] as const;
const seen = (name: Name, at: Stage): Omit<Sight, 'relations'> => {
  const { relations: _, ...rest } = sightOf(cast[name], stage(at));
  return rest;
};
const nothing = { page: false, original: false, remark: false, history: false };
const publicText = { ...nothing, page: true };
const everything = { page: true, original: true, remark: true, history: true };
const isShown = (at: Stage): boolean => stage(at).publication === 'public';

describe('what somebody may see of a message', () => {
  test('only “public” is public', () => {
    expect(publications.filter(isPublic)).toEqual(['public']);
    expect(isPublic('Public')).toBe(false);
    expect(isPublic('')).toBe(false);
  });

  test.each(stages)(
    '%s: a stranger, a visitor and the machine see the public text, if it is public',
    (at) => {
      for (const name of [...strangers, 'a visitor', 'the machine'] as const)
        expect(seen(name, at), name).toEqual(isShown(at) ? publicText : nothing);
    },
  );

  test.each(stages)('%s: the author sees their own words, and no names of staff', (at) => {
    expect(seen('author', at)).toEqual({ ...everything, history: false });
  });

  test.each([
    'waiting at the office',
    'kept private, in progress',
    'in progress',
    'answered',
    'settled and closed',
    'withdrawn from the office',
  ] as const)('%s: those who handle it, sign for it or stand above see all of it', (at) => {
    for (const name of handlers) expect(seen(name, at), name).toEqual(everything);
  });

  test.each(['awaiting review', 'rejected', 'withdrawn from review'] as const)(
    '%s: no office and no leader sees anything of it',
    (at) => {
      for (const name of handlers) expect(seen(name, at), name).toEqual(nothing);
    },
  );

  test('a reviewer sees all of what awaits review', () => {
    for (const name of ['Reviewer Lin', 'Reviewer Mo'] as const)
      expect(seen(name, 'awaiting review')).toEqual(everything);
  });

  test('a reviewer sees original and remark until the verdict and not after it, unless it comes back to the desk', () => {
    expect(seen('Reviewer Lin', 'returned to the desk').original).toBe(true);
    for (const at of stages.filter((s) => s !== 'awaiting review' && s !== 'returned to the desk')) {
      const { original, remark } = seen('Reviewer Lin', at);
      expect({ original, remark }, at).toEqual({ original: false, remark: false });
    }
  });

  test('Reviewer Li, who is also an officer of the office, sees the original as officer, but not of what Li reviewed', () => {
    const li = cast['Dual Li, reviewer and officer'];
    expect(sightOf(li, stage('in progress')).original).toBe(true);
    expect(sightOf(li, { ...stage('in progress'), reviewerId: li.staffId }).original).toBe(false);
  });

  test('a message without an author on record belongs to no citizen', () => {
    const orphan = { ...stage('kept private, in progress'), authorId: null };
    expect(sightOf(cast.author, orphan)).toMatchObject(nothing);
  });

  test('who may see the original may see the page, whatever the state of the message', () => {
    const name = fc.constantFrom(...(Object.keys(cast) as Name[]));
    fc.assert(
      fc.property(
        name,
        fc.constantFrom(...stages),
        fc.constantFrom(...publications),
        (who, at, publication) => {
          const sight = sightOf(cast[who], { ...stage(at), publication });
          if (sight.original || sight.remark || sight.history) expect(sight.page).toBe(true);
          if (publication === 'public') expect(sight.page).toBe(true);
          if (strangers.includes(who))
            expect(sight).toMatchObject(publication === 'public' ? publicText : nothing);
        },
      ),
    );
  });
});
