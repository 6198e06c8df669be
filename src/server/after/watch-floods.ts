import { alikeAmong, floodHours } from '../../domain/floods/flood.ts';
import { sketchOf } from '../../domain/floods/sketch.ts';
import { currentConfig } from '../current-config.ts';
import { floodSketching } from '../store/floods/flood-sketching.ts';
import { joinGroup, keepPrint, takeUnlooked, textsLike } from '../store/floods/flood-rows.ts';
import { leaveJobs } from '../store/leave-jobs.ts';
import { readWords } from '../store/people.ts';
import { inTransaction, type Tx } from '../store/tx.ts';

/** Looks at the texts of some new messages: those that are like others within the hours are put together with them. Gives how many were looked at. */
export function watchFloods(now: Date, most: number): Promise<number> {
  const sketching = floodSketching();
  const since = new Date(now.getTime() - floodHours * 3_600_000);
  return inTransaction(null, async (tx) => {
    const ids = await takeUnlooked(tx, most);
    const words = await readWords('machine:floods', ids, ['original']);
    for (const messageId of ids) {
      const { title = '', body = '' } = words.findLast((each) => each.messageId === messageId)?.content ?? {};
      const sketch = sketchOf(`${title}\n${body}`, sketching);
      if (sketch) await compare(tx, { messageId, sketch }, { since, now });
    }
    return ids.length;
  });
}

async function compare(
  tx: Tx,
  of: { messageId: number; sketch: Uint16Array },
  { since, now }: { since: Date; now: Date },
): Promise<void> {
  const alike = alikeAmong(of.sketch, await textsLike(tx, of, since));
  keepPrint(tx, of, now);
  if (!alike) return;
  const { messageId: message } = of;
  const flood = await joinGroup(
    tx,
    { messageId: message, alike, accounts: currentConfig().floodAccounts },
    now,
  );
  if (!flood) return;
  const payload = { office: flood.deskId, message, what: 'flood', cause: `flood:${flood.groupId}` };
  leaveJobs(tx, [{ task: 'tell-office', payload: { ...payload, urgent: false }, runAt: now }]);
}
