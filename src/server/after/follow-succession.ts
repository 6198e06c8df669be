import { succeed } from '../life/handling/succeed.ts';
import { app } from '../store/db.ts';
import { moveNextFollows } from '../store/follows/move-follows.ts';
import { messagesOfTheEnded } from '../store/hand-down/heirs.ts';
import { machine, unlessMovedOn } from './machine.ts';

const batch = 200;

/** Passes every open message of an ended office to the one that succeeds it, and the follows of what ended to what stands in its place. Begun again after a crash, it finds what is left. Returns how much it looked at. */
export async function followSuccession(now: Date): Promise<number> {
  let looked = 0;
  for (let afterId = 0; ;) {
    const found = await messagesOfTheEnded(app(), { afterId, most: batch });
    for (const { id, code } of found)
      await unlessMovedOn({ task: 'follow-succession', message: id }, () => succeed(code, machine, now));
    looked += found.length;
    afterId = found.at(-1)?.id ?? afterId;
    if (found.length < batch) return looked + (await followsMoved(now));
  }
}

async function followsMoved(now: Date): Promise<number> {
  let sum = 0;
  for (let after: number | null = 0; after !== null;) {
    const { last, moved } = await moveNextFollows(after, { most: batch, now });
    sum += moved;
    after = last;
  }
  return sum;
}
