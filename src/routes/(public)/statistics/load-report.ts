import { type RateName, rateNames } from '#domain/statistics/rates.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { readReport, type Report } from '#server/views/statistics/report.ts';
import { subjectOf } from '#server/views/statistics/subject.ts';
import { words, type Lang } from '#ui/words/words.ts';
import { numbersPicture } from './numbers-picture.ts';
import { subjectName } from './subject-name.ts';

/** The statistics that an address asks for, with the rate by which tables are looked at. */
export interface Statistics {
  report: Report;
  by: RateName;
  name: string;
  address: string;
  picture: { address: string; text: string };
}

/** Loads the statistics of the country or of one thing; refuses an address that names nothing. */
export async function loadReport(
  url: URL,
  lang: Lang,
  params: { of?: string; id?: string },
): Promise<Statistics> {
  const subject = await subjectOf(board(), params);
  const name = subjectName(subject, words(lang));
  return {
    report: await readReport(board(), subject, now()),
    by: rateNames.find((rate) => rate === url.searchParams.get('by')) ?? 'reply',
    name,
    picture: numbersPicture(url.origin, subject, { text: name, lang }),
    address: url.origin + url.pathname,
  };
}
