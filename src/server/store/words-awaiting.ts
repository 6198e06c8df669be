import { named, type Part } from './compose.ts';
import { alone, type Tx } from './tx.ts';

type Of = { kind: 'follow-up' | 'rating'; id: number };

const code = {
  'follow-up': named(
    'select m.code from follow_ups w join messages m on m.id = w.message_id where w.id = $1',
  ),
  rating: named('select m.code from ratings w join messages m on m.id = w.message_id where w.id = $1'),
};

/** The public code of the message that these words belong to. */
export async function codeOfWords(of: Of): Promise<string | undefined> {
  return (await alone.rows<{ code: string }>(code[of.kind], [of.id]))[0]?.code;
}

const awaiting = {
  'follow-up': named(`select 1 from follow_ups where id = $1 and state = 'awaiting-review' for update`),
  rating: named(`select 1 from ratings where id = $1 and words_state = 'awaiting-review' for update`),
};

/** Do these words still wait for review? */
export async function wordsAwaiting(tx: Tx, of: Of): Promise<boolean> {
  return (await tx.rows(awaiting[of.kind], [of.id])).length > 0;
}

/** The write that puts the verdict on record. */
export function saveVerdictOnWords(
  of: Of,
  v: { state: string; text: string | null; code: string | null; staffId: number | null; at: Date },
): Part {
  if (of.kind === 'follow-up')
    return (bind) =>
      `update follow_ups set state = ${bind(v.state)}, text = ${bind(v.text)}, code = ${bind(v.code)}, reviewed_by = ${bind(v.staffId)}, reviewed_at = ${bind(v.at)} where id = ${bind(of.id)}`;
  return (bind) =>
    `update ratings set words_state = ${bind(v.state)}, words = ${bind(v.text)}, reviewed_by = ${bind(v.staffId)}, reviewed_at = ${bind(v.at)} where id = ${bind(of.id)}`;
}
