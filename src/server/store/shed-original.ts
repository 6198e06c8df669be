import { named } from './compose.ts';
import { alone } from './tx.ts';

const statement = named('select private.shed_original($1) as gone');

/** Drops the private original of a message whose public text says the same; false when there was none to drop. */
export async function shedOriginal(messageId: number): Promise<boolean> {
  return (await alone.rows<{ gone: boolean }>(statement, [messageId]))[0]?.gone ?? false;
}
