import type { Actor } from '../../../domain/actor.ts';
import { type Change, refuseStranger } from '../../../domain/decide.ts';
import type { Matter } from '../../../domain/matter.ts';
import { limits } from '../../../domain/message.ts';
import { type FieldFault, Refusal } from '../../../domain/refusal.ts';
import { isSatisfied } from '../../../domain/statistics/satisfied.ts';
import type { StepName } from '../../../domain/steps/table.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { ratingOf, type RatingRow } from '../../store/ratings.ts';
import { refuseBanned } from '../banning/refuse-banned.ts';
import { type Effects, type Taken, takeLocked, unchanged } from '../take.ts';
import { deskAfter, tellOffice } from '../tell-office.ts';
import { refuseLate, reopeningStep } from './reopening.ts';
import { tellAuthor } from '../tell-author.ts';

/** What the citizen says of one answer: three marks, words, and apart from them whether the matter is settled. */
export interface Rating {
  solved: number;
  attitude: number;
  speed: number;
  words?: string;
  settled?: boolean;
}

/** Rates the latest answer. Given again it replaces the earlier rating of that answer; the same twice changes nothing. */
export async function rate(
  code: string,
  given: Rating,
  actor: Actor,
  now: Date,
): Promise<Taken & { ratingId: number | null }> {
  const rating = checkRating(given);
  return withMessage(code, async (tx, locked) => {
    const { matter, answers } = locked;
    refuseStranger(matter, 'rate', actor);
    const earlier = await ratingOf(tx, matter.id, answers);
    if (earlier && isSame(earlier, rating) && actor.kind === 'citizen' && actor.citizenId === matter.authorId)
      return { ...unchanged(locked), ratingId: null };
    await refuseBanned(tx, actor, rating.words, now);
    const taken = await takeLocked(tx, locked, {
      step: stepFor(rating, matter, now),
      actor,
      now,
      effects: (l, change) => effectsOf(l, rating, { change, now, earlier }),
    });
    return { ...taken, ratingId: locked.spareId };
  });
}

function checkRating(given: Rating): Rating & { words: string } {
  const words = tidy(given.words ?? '');
  const mark = (field: 'solved' | 'attitude' | 'speed'): FieldFault | undefined =>
    [1, 2, 3, 4, 5].includes(given[field]) ? undefined : { field, code: 'wrong-choice' };
  const faults = [
    mark('solved'),
    mark('attitude'),
    mark('speed'),
    faultOf('words', words, limits.words, { lines: true }),
  ].filter((f) => f !== undefined);
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return { ...given, words };
}

function stepFor(rating: Rating, matter: Matter, now: Date): StepName {
  if (matter.authorId !== null && matter.answeredAt === null) throw new Refusal('not-asked-yet');
  if (rating.settled === false && (matter.handling === 'answered' || matter.handling === 'closed'))
    return reopeningStep(matter, now);
  if (matter.answeredAt !== null) refuseLate(matter, now);
  return settles(rating, matter) ? 'settle' : 'rate';
}

// Said after the message had lapsed, it still counts as settled.
function settles(rating: Rating, matter: Matter): boolean {
  return rating.settled === true && (matter.handling === 'answered' || matter.closedReason === 'lapsed');
}

function effectsOf(
  locked: Locked,
  r: Rating & { words: string },
  by: { change: Change; now: Date; earlier: RatingRow | undefined },
): Effects {
  const { matter, spareId, answers } = locked;
  const reopens = by.change.step === 'reopen' || by.change.step === 'send-up';
  const state = r.words ? 'awaiting-review' : 'none';
  const values = [
    spareId,
    matter.id,
    answers,
    r.solved,
    r.attitude,
    r.speed,
    r.settled ?? null,
    state,
    by.now,
  ];
  return {
    set: {
      ...ratingsCounted(locked, r, by.earlier),
      ...(reopens && { reopened: matter.reopened + 1 }),
    },
    rows: [
      (
        bind,
      ) => `insert into ratings (id, message_id, round, solved, attitude, speed, settled, words_state, at) values (${values.map(bind).join(', ')})
      on conflict (message_id, round) do update set id = excluded.id, solved = excluded.solved, attitude = excluded.attitude, speed = excluded.speed,
        settled = coalesce(excluded.settled, ratings.settled), words_state = excluded.words_state, words = null, at = excluded.at, reviewed_by = null, reviewed_at = null`,
    ],
    words: r.words ? [{ what: 'rating', ref: spareId, content: { text: r.words } }] : [],
    jobs: [
      { task: 'plan-visit', payload: { message: matter.id }, runAt: by.now },
      tellAuthor(locked, reopens ? 'reopened' : 'rated', by.now),
      ...(reopens ? [tellOffice(locked, deskAfter(by.change, locked), 'reopened', by.now)] : []),
    ],
    facts: { rating: spareId, settled: r.settled ?? null },
  };
}

// A rating given again takes the place of the earlier one of the same answer.
function ratingsCounted({ row }: Locked, r: Rating, earlier: RatingRow | undefined) {
  const satisfied = Number(isSatisfied(r)) - (earlier ? Number(isSatisfied(earlier)) : 0);
  return { ratings: row.ratings + (earlier ? 0 : 1), satisfied: row.satisfied + satisfied };
}

function isSame(earlier: RatingRow, r: Rating & { words: string }): boolean {
  return (
    r.words === '' &&
    earlier.wordsState === 'none' &&
    earlier.solved === r.solved &&
    earlier.attitude === r.attitude &&
    earlier.speed === r.speed &&
    earlier.settled === (r.settled ?? null)
  );
}
