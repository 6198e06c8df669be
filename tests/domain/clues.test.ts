import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressees,
  type Clue,
  clueClocks,
  clueStages,
  dismissals,
  drops,
  endings,
  findings,
} from '../../src/domain/clues/clue.ts';
import { clueFaults, likeThings, tidyClue } from '../../src/domain/clues/clue-text.ts';
import { type ClueActor, decideClue } from '../../src/domain/clues/decide-clue.ts';
import { pad, sizeClasses, unpad } from '../../src/domain/clues/padding.ts';
import { isSealed } from '../../src/domain/clues/sealed.ts';
import { type ClueStepName, clueSteps } from '../../src/domain/clues/steps.ts';
import { readSecret, secretBytes, spellSecret } from '../../src/domain/clues/writer-secret.ts';
import { isRefusal } from '../../src/domain/refusal.ts';

const jin: ClueActor = { kind: 'examiner', staffId: 1 };
const mu: ClueActor = { kind: 'examiner', staffId: 2 };
const arrived: Clue = { stage: 'received', proposal: null, groupId: null, conflicts: [] };
const names = Object.keys(clueSteps) as ClueStepName[];

/** The clue after a step; the refusal’s code where it is refused. */
function after(
  clue: Clue,
  step: ClueStepName,
  actor: ClueActor,
  given: Parameters<typeof decideClue>[3] = {},
): Clue | string {
  try {
    const change = decideClue(clue, step, actor, given);
    const { stage, proposal, groupId, conflict } = change;
    return {
      ...{ stage, proposal, groupId },
      conflicts: conflict === null ? clue.conflicts : [...clue.conflicts, conflict],
    };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code;
  }
}
const walk = (steps: [ClueStepName, ClueActor, Parameters<typeof decideClue>[3]?][]) =>
  steps.reduce<Clue | string>(
    (clue, [step, actor, given]) => (typeof clue === 'string' ? clue : after(clue, step, actor, given)),
    arrived,
  );

describe('the life of a clue', () => {
  const sifted = [
    ['collate', jin, { groupId: 7 }],
    ['propose-pursue', jin],
    ['pursue', mu],
  ] as [ClueStepName, ClueActor, Parameters<typeof decideClue>[3]?][];

  test('goes from received to reported and closed, with two examiners where it has a weight', () => {
    const end = walk([
      ...sifted,
      ['verify', jin, { code: 'confirmed', words: true }],
      ['propose-report', mu, { code: 'discipline' }],
      ['report', jin],
      ['propose-end', jin, { code: 'acted-upon' }],
      ['close', mu],
    ]);
    expect(end).toMatchObject({ stage: 'closed', proposal: null, groupId: 7 });
  });

  test('one examiner cannot do both halves, only take their proposal back', () => {
    const proposed = walk([sifted[0]!, ['propose-dismiss', jin, { code: 'spam' }]]) as Clue;
    expect(after(proposed, 'dismiss', jin)).toBe('clue-second-examiner');
    expect(after(proposed, 'refuse', jin)).toBe('clue-second-examiner');
    expect(after(proposed, 'take-back', mu)).toBe('clue-second-examiner');
    expect(after(proposed, 'pursue', mu)).toBe('clue-moved');
    expect(after(proposed, 'propose-pursue', mu)).toBe('clue-proposal-waits');
    expect(after(proposed, 'take-back', jin)).toMatchObject({ stage: 'collated', proposal: null });
    expect(after(proposed, 'refuse', mu)).toMatchObject({ stage: 'collated', proposal: null });
    expect(after(proposed, 'dismiss', mu)).toMatchObject({ stage: 'closed' });
  });

  test('no clue of any stage ends by one examiner alone', () => {
    const into = Object.entries(clueSteps).filter(([, step]) => step.to === 'closed');
    expect(into.map(([name]) => name).sort()).toEqual(['close', 'dismiss', 'drop']);
    expect(into.every(([, step]) => 'confirms' in step)).toBe(true);
    const reported: Clue = { ...arrived, stage: 'reported', groupId: 7 };
    expect(after(reported, 'close', jin, { code: 'acted-upon' })).toBe('clue-moved');
    const proposed = after(reported, 'propose-end', jin, { code: 'no-action' }) as Clue;
    expect(after(proposed, 'close', jin)).toBe('clue-second-examiner');
    expect(decideClue(proposed, 'close', mu)).toMatchObject({ closedReason: 'no-action', clock: null });
    expect(after(proposed, 'refuse', mu)).toMatchObject({ stage: 'reported', proposal: null });
  });

  test('whoever has to do with it steps back, and their proposal with them', () => {
    const proposed = walk([sifted[0]!, ['propose-dismiss', jin, { code: 'spam' }]]) as Clue;
    const left = after(proposed, 'declare-conflict', jin) as Clue;
    expect(left).toMatchObject({ proposal: null, conflicts: [1] });
    expect(names.filter((step) => step !== 'hear').map((step) => after(left, step, jin))).toEqual(
      names.filter((step) => step !== 'hear').map(() => 'not-allowed'),
    );
  });

  test('its writer only writes, and no examiner writes as the writer', () => {
    for (const step of names)
      expect(after(arrived, step, { kind: 'writer' }, { words: true }) === 'not-allowed').toBe(
        step !== 'hear',
      );
    expect(after(arrived, 'hear', jin, { words: true })).toBe('not-allowed');
  });

  test('whatever is tried in whatever order: a stage of the table, its one clock, and nothing weighty alone', () => {
    const code = fc.constantFrom(null, ...dismissals, ...drops, ...findings, ...addressees, ...endings);
    const tried = fc.record({
      step: fc.constantFrom(...names),
      actor: fc.constantFrom<ClueActor>(jin, mu, { kind: 'examiner', staffId: 3 }, { kind: 'writer' }),
      given: fc.record({ code, groupId: fc.constantFrom(null, 4, 5), words: fc.boolean() }),
    });
    fc.assert(
      fc.property(fc.array(tried, { maxLength: 60 }), (tries) => {
        let clue = arrived;
        let clock: string | null = 'sift';
        for (const { step, actor, given } of tries) {
          const before = clue;
          const next = after(clue, step, actor, given);
          if (typeof next === 'string') continue;
          const { clock: started, closedReason } = decideClue(before, step, actor, given);
          if (started !== undefined) clock = started;
          clue = next;
          expect(clueStages).toContain(clue.stage);
          expect(clock).toBe(clueClocks[clue.stage]);
          expect(clueStages.indexOf(clue.stage)).toBeGreaterThanOrEqual(clueStages.indexOf(before.stage));
          if (clue.stage === 'closed' && before.stage !== 'closed') expect(closedReason).not.toBeNull();
          if ((clueSteps[step] as { confirms?: string }).confirms)
            expect([actor.kind === 'examiner' && actor.staffId, before.proposal === null]).not.toContain(
              before.proposal?.by,
            );
          if (clue.proposal) expect(['collated', 'verified', 'reported']).toContain(clue.stage);
          expect(clue.groupId === null).toBe(clue.stage === 'received');
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the writer’s secret', () => {
  const bytes = fc.uint8Array({ minLength: secretBytes, maxLength: secretBytes });

  test('is read again in its halves, also typed small, without dashes and with O for 0', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const secret = spellSecret(random);
        expect(secret).toMatch(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
        const plain = secret.replaceAll('-', '');
        const halves = { find: plain.slice(0, 10), open: plain.slice(10, 30) };
        expect(readSecret(secret)).toEqual(halves);
        const typed = plain.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
        expect(readSecret(` ${typed} `)).toEqual(halves);
      }),
    );
  });

  test('with one wrong letter or two neighbours exchanged is none', () => {
    fc.assert(
      fc.property(
        bytes,
        fc.nat(31),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        (random, at, letter) => {
          const plain = spellSecret(random).replaceAll('-', '');
          const wrong = plain.slice(0, at) + letter + plain.slice(at + 1);
          if (wrong !== plain) expect(readSecret(wrong)).toBeNull();
          const [a = '', b = ''] = [plain[at], plain[at + 1]];
          const turned = plain.slice(0, at) + b + a + plain.slice(at + 2);
          if (at < 29 && a !== b) expect(readSecret(turned)).toBeNull();
        },
      ),
    );
  });
});

describe('sealed words', () => {
  test('are filled up to a few sizes and come back as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (text) => {
        const padded = pad(text);
        expect(sizeClasses).toContain(padded?.length);
        expect(unpad(padded ?? new Uint8Array())).toBe(text);
      }),
    );
    expect(pad('很'.repeat(11_000))).toBeNull();
  });

  test('are told from plain ones', () => {
    expect(isSealed(new TextEncoder().encode('age-encryption.org/v1\n-> X25519 abc'.padEnd(300, 'x')))).toBe(
      true,
    );
    expect(isSealed(new TextEncoder().encode('某局长收钱'.repeat(60)))).toBe(false);
  });
});

describe('what is like', () => {
  test('the same unit however it is spelled', () => {
    const one = likeThings({ unit: '云浦市 交通运输局', province: '510000' });
    expect(likeThings({ unit: '云浦市交通运输局。', province: '510000' })).toEqual(one);
    expect(one).toHaveLength(2);
    expect(likeThings({ unit: '云浦市教育局', province: '510000' })).not.toContain(one[0]);
    expect(likeThings({ unit: '……', province: '510000' })).toEqual([]);
  });

  test('a clue needs whom and what; the rest may stay empty', () => {
    const clue = tidyClue({ unit: ' ', province: 'x', when: '', body: '', contact: '' });
    expect(clueFaults(clue).map(({ field, code }) => [field, code])).toEqual([
      ['unit', 'required'],
      ['body', 'required'],
    ]);
  });
});
