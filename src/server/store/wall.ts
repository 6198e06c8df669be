import { type Asked, named } from './compose.ts';
import { privatePool } from './db.ts';
import { readInOne } from './tx.ts';

/** Whose rows a reading is about, for the database wall. */
interface Named {
  messages?: readonly number[];
  citizens?: readonly number[];
  staff?: readonly number[];
  verifications?: readonly string[];
  offices?: readonly number[];
  clues?: readonly number[];
}

const name =
  named(`select set_config('huiyin.reader', $1, true), set_config('huiyin.messages', $2, true), set_config('huiyin.citizens', $3, true),
  set_config('huiyin.staff', $4, true), set_config('huiyin.offices', $5, true), set_config('huiyin.verifications', $6, true),
  set_config('huiyin.clues', $7, true)`);

/** Reads rows behind the wall as this reader, of these alone; the names hold for this reading only. */
export async function readNamed<Row>(reader: string, rows: Named, question: Asked): Promise<Row[]> {
  const [found] = await readInOne(privatePool(), [{ before: nameAtWall(reader, rows), question }]);
  return found as Row[];
}

/** Names the reader, and whose rows it is about, for the question that follows in the same transaction. */
export function nameAtWall(reader: string, rows: Named): Asked {
  const { messages = [], citizens = [], staff = [], offices = [], verifications = [], clues = [] } = rows;
  const all = [messages, citizens, staff, offices, verifications, clues];
  return { statement: name, values: [reader, ...all.map((ids) => ids.join(','))] };
}
