import { named } from '../compose.ts';
import type { Tx } from '../tx.ts';

/** An end that somebody proposed and nobody has decided on. */
export interface OpenEnding {
  id: number;
  code: string;
  proposedBy: number;
}

const statement = named(
  `select id, code, proposed_by as "proposedBy" from endings where message_id = $1 and state = 'proposed'`,
);

/** The end that is proposed for this message now. */
export async function openEnding(tx: Tx, messageId: number): Promise<OpenEnding | undefined> {
  return (await tx.rows<OpenEnding>(statement, [messageId]))[0];
}
