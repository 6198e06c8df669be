import type { OpenNumber } from '../../../domain/open-data/open-numbers.ts';
import { dayOf } from '../../../domain/calendar.ts';
import { rateNames } from '../../../domain/statistics/rates.ts';
import type { Db } from '../../store/db.ts';
import { knownChildren } from '../regions.ts';
import { knownTopics } from '../topics.ts';
import { type Figures, readReport, type Report } from './report.ts';
import { subjectOf } from './subject.ts';

/**
 * The public numbers of a day, table by table as the pages of statistics show them, with what is hidden there left empty:
 * the country, its months and parts, and the parts of every province, city and topic.
 */
export async function* openNumbers(db: Db, now: Date): AsyncGenerator<OpenNumber[]> {
  const on = dayOf(now);
  const country = await readReport(db, await subjectOf(db, {}), now);
  yield [wholeRow(on, country), ...monthRows(on, country), ...partRows(on, country)];
  for (const { id } of (await knownTopics(db)).filter(({ subTopics }) => subTopics.length > 0))
    yield partRows(on, await reportOf(db, { of: 'topics', id: String(id) }, now));
  for (const province of await knownChildren(db, null)) {
    yield partRows(on, await reportOf(db, { of: 'regions', id: province.code }, now));
    for (const city of await knownChildren(db, province.code))
      yield partRows(on, await reportOf(db, { of: 'regions', id: city.code }, now));
  }
}

async function reportOf(db: Db, asked: { of: string; id: string }, now: Date): Promise<Report> {
  return readReport(db, await subjectOf(db, asked), now);
}

function wholeRow(on: string, { whole }: Report): OpenNumber {
  const { received, adopted, private: kept } = whole;
  return {
    ...row({ on, within: 'all', of: 'all', id: '', name: '' }, whole),
    ...{ received, adopted, private: kept },
  };
}

function monthRows(on: string, { months }: Report): OpenNumber[] {
  return months.map(({ month, published, replied, reply, private: kept }) => ({
    ...row({ on, within: 'all', of: 'months', id: month.slice(0, 7), name: '' }),
    ...{ published, replied, private: kept ?? null },
    ...{ reply_part: reply?.part ?? null, reply_ground: reply?.ground ?? null },
  }));
}

function partRows(on: string, { subject, tables }: Report): OpenNumber[] {
  const within = subject.of === 'all' ? 'all' : `${subject.of}/${subject.id}`;
  return tables.flatMap(({ of, rows }) =>
    rows.map((each) => row({ on, within, of, id: each.id, name: each.name }, each)),
  );
}

function row(named: Record<'on' | 'within' | 'of' | 'id' | 'name', string>, figures?: Figures): OpenNumber {
  const shares = rateNames.flatMap((name) => {
    const share = figures?.rates[name];
    const field = name.replace('-', '_');
    return [
      [`${field}_part`, share?.part ?? null],
      [`${field}_ground`, share?.ground ?? null],
    ] as const;
  });
  return {
    ...named,
    ...{
      published: figures?.published ?? null,
      replied: figures?.replied ?? null,
      late: figures?.late ?? null,
    },
    ...Object.fromEntries(shares),
    ...{ median_days: figures?.median ?? null, ninetieth_days: figures?.ninetieth ?? null },
    ...{ received: null, adopted: null, private: null },
  };
}
