import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { personalInReply } from '../../src/domain/reply-checks/find-personal.ts';
import { findPersonalData } from '../../src/domain/screening/find-personal-data.ts';
import { isDoubtful, type PersonalDatum } from '../../src/domain/screening/personal-datum.ts';

/** A real text: of a citizen, or an office's reply beside what it answers. */
export interface RealText {
  id: string;
  sort: 'title' | 'message' | 'reply';
  text: string;
  /** What a reply answers. */
  message: { title: string; body: string };
  half: 'tune' | 'held-out';
}

const folder = path.resolve('../shared/data');
const files = ['petitions-with-replies.csv', 'petitions-with-votes.csv'].map((name) =>
  path.join(folder, name),
);

/** Are the real petitions on this machine? They are never part of the project. */
export const realTextsAreHere = files.every((file) => fs.existsSync(file));

/** Each text once. Whoever made the data public wrote 楚 for the province on every plate: a real one is put back, or no plate could be found. */
export function realTexts(): RealText[] {
  const seen = new Map<string, RealText>();
  for (const row of files.flatMap(rowsOf)) {
    const message = { title: plain(row['留言主题']), body: plain(row['留言详情']) };
    const texts = { title: message.title, message: message.body, reply: plain(row['答复意见']) } as const;
    for (const [sort, text] of Object.entries(texts) as [RealText['sort'], string][]) {
      const id = idOf(text);
      if (text !== '' && !seen.has(id)) seen.set(id, { id, sort, text, message, half: halfOf(id) });
    }
  }
  return [...seen.values()];
}

/** What its reader is told of: a reviewer and a writer of all that the rules find, an office of what may not stand in its reply. */
export function foundIn({ sort, text, message }: RealText): PersonalDatum[] {
  const found =
    sort === 'reply' ? personalInReply(text, message).map(({ datum }) => datum) : findPersonalData(text);
  return found.filter((datum) => !isDoubtful(datum));
}

function rowsOf(file: string): Record<string, string>[] {
  return parse(fs.readFileSync(file), { columns: true, bom: true });
}

function plain(text = ''): string {
  return text
    .replaceAll('_x000D_', '')
    .trim()
    .replace(/楚(?=[ ·]?[A-Za-z])/g, '湘');
}

function idOf(text: string): string {
  return createHash('sha256').update(`huiyin-redaction ${text}`).digest('hex').slice(0, 16);
}

// By the first digit of the hash: nobody chose which half a text is in.
function halfOf(id: string): RealText['half'] {
  return Number.parseInt(id[1] ?? '0', 16) % 2 === 0 ? 'tune' : 'held-out';
}
