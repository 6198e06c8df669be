import type { Actor } from '../../src/domain/actor.ts';
import { decideTakeDown } from '../../src/server/life/taking-down/decide-take-down.ts';
import { proposeTakeDown } from '../../src/server/life/taking-down/propose-take-down.ts';
import type { Stage } from './story.ts';

/** One reviewer proposes to take a message down, a second one does. */
export async function takeDown(stage: Stage, code: string, first: Actor): Promise<void> {
  const second = await stage.staff(`审核员${code.slice(-3)}`, 'reviewer');
  await proposeTakeDown(code, { code: 'privacy', words: '写了邻居的病情。' }, first, new Date());
  await decideTakeDown(code, true, second, new Date());
}
