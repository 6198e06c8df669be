import { named } from './compose.ts';
import { readNamed } from './wall.ts';

/** A sealed part as it comes out from behind the wall. */
export interface SealedPart {
  what: 'clue' | 'letter' | 'finding' | 'writer-key';
  ref: number | null;
  sealed: Buffer;
  at: Date;
  /** Of a letter: who wrote it; null: the writer of the clue. */
  staffId: number | null;
  who: string | null;
}

const parts = named(`select p.what, p.ref, p.sealed, p.at, l.staff_id as "staffId", s.name as who
  from private.clue_parts p left join clue_letters l on l.id = p.ref and p.what = 'letter' left join staff s on s.id = l.staff_id
  where p.clue_id = $1 and ($2 = '' or p.what = $2 or (p.what = 'letter' and l.staff_id is not null)) order by p.id`);

/** Everything sealed of one clue but its writer's key, for an examiner whose look was written down. */
export function partsForExaminer(staffId: number, clueId: number): Promise<SealedPart[]> {
  return readNamed(`staff:${staffId}`, { clues: [clueId] }, { statement: parts, values: [clueId, ''] });
}

/** What a writer who came back can open: their wrapped key and the letters of examiners. */
export function partsForWriter(clueId: number): Promise<SealedPart[]> {
  return readNamed('writer', { clues: [clueId] }, { statement: parts, values: [clueId, 'writer-key'] });
}

const file = named('select sealed from private.clue_files where id = $1 and clue_id = $2');

/** One sealed attachment, for an examiner whose look at it was written down. */
export async function fileForExaminer(
  staffId: number,
  clueId: number,
  fileId: string,
): Promise<{ sealed: Buffer } | undefined> {
  const question = { statement: file, values: [fileId, clueId] };
  return (await readNamed<{ sealed: Buffer }>(`staff:${staffId}`, { clues: [clueId] }, question))[0];
}
