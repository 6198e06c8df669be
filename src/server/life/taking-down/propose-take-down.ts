import type { Actor } from '../../../domain/actor.ts';
import { refuseStranger } from '../../../domain/decide.ts';
import { isReasonCode, type ReasonCode } from '../../../domain/reason-codes.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Locked, withMessage } from '../../store/lock-message.ts';
import { proposal, takeDownsOf } from '../../store/take-downs.ts';
import type { Tx } from '../../store/tx.ts';
import { checkWords, staffIdOf } from '../handling/orders/own-order.ts';
import { type Taken, takeLocked } from '../take.ts';
import { tellOffice } from '../tell-office.ts';

/** Proposes to take a public message down (撤下), with the code that everybody will read and the words to the second reviewer. */
export async function proposeTakeDown(
  code: string,
  given: { code: string; words: string },
  actor: Actor,
  now: Date,
): Promise<Taken> {
  const [why, words] = [reasonOf(given.code), checkWords(given.words)];
  return withMessage(code, (tx, locked) =>
    proposed(tx, locked, { what: 'take-down', why, words, actor, now }),
  );
}

/** Proposes to show a message again that reviewers took down. */
export async function proposeRestore(code: string, words: string, actor: Actor, now: Date): Promise<Taken> {
  const checked = checkWords(words);
  return withMessage(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'propose-restore', actor);
    const down = (await takeDownsOf(tx, locked.matter.id)).findLast(
      (t) => t.what === 'take-down' && t.state === 'done',
    );
    if (down?.way === 'order') throw new Refusal('taken-down-by-order');
    const why = down?.code ?? 'against-law';
    return proposed(tx, locked, { what: 'restore', why, words: checked, actor, now });
  });
}

async function proposed(
  tx: Tx,
  locked: Locked,
  of: { what: 'take-down' | 'restore'; why: ReasonCode; words: string; actor: Actor; now: Date },
): Promise<Taken> {
  const { what, why: code, words, actor, now } = of;
  const messageId = locked.matter.id;
  const step = `propose-${what}` as const;
  refuseStranger(locked.matter, step, actor);
  const open = (await takeDownsOf(tx, messageId)).some((t) => t.state === 'proposed');
  if (open) throw new Refusal('take-down-proposed');
  return takeLocked(tx, locked, {
    step,
    actor,
    now,
    effects: () => ({
      rows: [proposal({ messageId, what, code, staffId: staffIdOf(actor), now })],
      words: [{ what: 'reason', content: { words } }],
      jobs: [tellOffice(locked, locked.matter.deskId, 'take-down-proposed', now)],
      facts: { code },
    }),
  });
}

/** A reason code from outside, checked. */
export function reasonOf(code: string): ReasonCode {
  if (isReasonCode(code)) return code;
  const fault = { field: 'code', code: code === '' ? 'required' : 'wrong-choice' } as const;
  throw new Refusal('invalid', { faults: [fault] });
}
