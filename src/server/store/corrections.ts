import { named } from './compose.ts';
import type { Tx } from './tx.ts';

/** A published reply that is to be corrected, as far as the board keeps it in the open. */
export interface Corrected {
  id: number;
  type: 'interim' | 'final';
  officeId: number;
  unitName: string;
  /** Null where its words lie in private. */
  text: string | null;
  publishedAt: Date;
  /** Its earlier corrections, oldest first, with the text that stood before each. */
  earlier: { id: number; oldText: string | null }[];
}

const one = named(
  `select a.id, a.type, a.office_id as "officeId", a.unit_name as "unitName", a.text, a.published_at as "publishedAt",
    coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'oldText', c.old_text) order by c.published_at, c.id) from replies c
      where c.corrects_id = a.id and c.state = 'applied'), '[]') as earlier
  from replies a where a.id = $1 and a.message_id = $2 and a.state = 'published'`,
);

/** The published reply of this message with that number. */
export async function publishedReply(
  tx: Tx,
  messageId: number,
  replyId: number,
): Promise<Corrected | undefined> {
  return (await tx.rows<Corrected>(one, [replyId, messageId]))[0];
}
