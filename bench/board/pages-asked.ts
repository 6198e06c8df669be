import { readPublicCode } from '../../src/domain/public-code.ts';
import { scopeOfRegion } from '../../src/domain/statistics/scopes.ts';
import { appPool } from '../../src/server/store/db.ts';
import { shortReads } from '../../src/server/views/board.ts';
import { listInFull } from '../../src/server/views/list-messages.ts';
import { messagePageInFull } from '../../src/server/views/message-page.ts';
import { readTotals } from '../../src/server/views/numbers.ts';

/** Pages of one kind, asked in turn. */
export interface Asked {
  name: string;
  paths: string[];
  /** Reads what the page at this place among the paths is drawn from, as the page does. */
  read(at: number): Promise<unknown>;
}

/** Lists of seven places, and the newest five thousand messages. */
export async function pagesAsked(): Promise<Asked[]> {
  const { rows } = await appPool().query<{ code: string }>(
    `select code from messages where publication = 'public' order by id desc limit 5000`,
  );
  const codes = rows.map(({ code }) => code).filter((code) => readPublicCode(code));
  const regions = ['510000', '510100', '130000', '110000', '440000', '440300', '330100'];
  return [
    {
      name: 'list page',
      paths: regions.map((region) => `/messages?region=${region}`),
      read: (at) => {
        const region = regions[at] ?? '';
        const totals = readTotals(shortReads(), [scopeOfRegion(region)]);
        return Promise.all([listInFull(shortReads(), { region }, { limit: 20 }), totals]);
      },
    },
    {
      name: 'message page',
      paths: codes.map((code) => `/messages/${code}`),
      read: (at) => messagePageInFull(shortReads(), codes[at] ?? ''),
    },
  ];
}
