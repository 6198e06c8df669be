import type { Actor } from '../../../domain/actor.ts';
import { asReviewer } from '../../../domain/bans/as-reviewer.ts';
import { type BanReason, banReasons, type BanTerm, banTerms } from '../../../domain/bans/ban.ts';
import { type FieldFault, Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { keepBanWords } from '../../store/bans/ban-words.ts';
import { insertBan, lockForBan, noteBan } from '../../store/bans/bans.ts';
import { newKey } from '../../store/envelope.ts';
import { leaveJobs } from '../../store/leave-jobs.ts';
import { withMessage } from '../../store/lock-message.ts';
import { aboutBan } from './about-ban.ts';

/** What a reviewer proposes: why, in words that the person will read, and for how many days. */
export interface BanProposal {
  code: string;
  days: number;
  words: string;
}

const longest = 500;

/** A reviewer proposes to keep the author of a message from sending; nothing happens before a second one confirms. */
export async function proposeBan(
  message: string,
  given: BanProposal,
  actor: Actor,
  now: Date,
): Promise<{ id: number }> {
  const { code, days, words } = checkProposal(given);
  return withMessage(message, async (tx, locked) => {
    const staffId = asReviewer(actor, locked.matter);
    const { id: messageId, authorId: citizenId } = locked.matter;
    const account = citizenId === null ? 'gone' : await lockForBan(tx, citizenId, now);
    if (citizenId === null || account === 'gone') throw new Refusal('nobody-to-ban');
    if (account === 'open') throw new Refusal('ban-stands');
    const { key, ...wrapped } = newKey();
    const id = await insertBan(tx, { citizenId, messageId, code, days, staffId }, wrapped, now);
    keepBanWords(tx, { id, key }, { what: 'why', text: words }, now);
    noteBan(tx, id, { act: 'propose', staffId, changes: { code, days } }, now);
    leaveJobs(tx, [aboutBan(locked, { id, what: 'ban-proposed' }, now)]);
    return { id };
  });
}

function checkProposal(given: BanProposal): { code: BanReason; days: BanTerm; words: string } {
  const code = banReasons.find((each) => each === given.code);
  const days = banTerms.find((each) => each === given.days);
  const words = tidy(given.words);
  const fault = faultOf('words', words, longest, { required: true, lines: true });
  const faults: FieldFault[] = [
    ...(code
      ? []
      : [{ field: 'code', code: given.code ? ('wrong-choice' as const) : ('required' as const) }]),
    ...(days ? [] : [{ field: 'days', code: 'wrong-choice' as const }]),
    ...(fault ? [fault] : []),
  ];
  if (!code || !days || faults.length > 0) throw new Refusal('invalid', { faults });
  return { code, days, words };
}
