import { measureAcceptRate } from '../main/accepting.ts';
import type { Row } from '../row.ts';
import { openStand } from '../stand.ts';
import { within } from './board.ts';
import { fillTexts } from './fill.ts';
import { type Drawn, drawAnew } from './pages.ts';
import { timeStatistics } from './statistics.ts';

/** A filled board that stays in its folder. */
export interface KeptBoard {
  messages: number;
  /** How many messages there are, for a reader: 100 k, 1 M. */
  size: string;
  folder: string;
}

/** What one board made in one turn. */
interface Turn {
  pages: Map<string, Drawn>;
  statistics: { ms: number; note: string };
  accepted: { perSecond: number; note: string };
}

const turns = 3;

/**
 * What is compared between boards, the smallest first, is measured on each of them in turns, there and back: the machine's pace changes
 * by half within the hour that one board after the other takes. Told are the middle ones, and how each turn was beside that of
 * the smallest board.
 */
export async function measureByTurns(boards: readonly KeptBoard[], found: (row: Row) => void): Promise<void> {
  const taken = new Map<KeptBoard, Turn[]>(boards.map((board) => [board, []]));
  for (let turn = 0; turn < turns; turn += 1)
    for (const board of turn % 2 ? boards.toReversed() : boards) {
      const made = await takeTurn(board);
      taken.get(board)?.push(made);
      process.stderr.write(`turn ${turn + 1} of ${turns}, ${board.size}: ${inShort(made)}\n`);
    }
  const [smallest] = boards;
  const first = (smallest && taken.get(smallest)) ?? [];
  for (const [board, own] of taken) {
    const tell = telling(board, found, { own, first: board === smallest ? null : first });
    for (const name of own[0]?.pages.keys() ?? []) tellPage(name, own, tell);
    tell({
      name: 'statistics of a place in the database, 95 of 100',
      unit: 'ms',
      value: ({ statistics }) => statistics.ms,
      target: 10,
      against: 1.2,
      note: own[0]?.statistics.note ?? '',
    });
    tell({
      name: 'messages accepted over HTTP',
      unit: '/s',
      value: ({ accepted }) => accepted.perSecond,
      target: null,
      against: 0.9,
      note: own.map(({ accepted }) => accepted.note).join('; '),
    });
  }
}

/** What a turn made, for whoever waits. */
function inShort({ pages, statistics, accepted }: Turn): string {
  const drawn = [...pages].map(
    ([name, { perSecond, bare, p99, failed }]) =>
      `${name} ${perSecond.toFixed(0)} of ${bare.toFixed(0)}/s, p99 ${p99.toFixed(0)} ms, ${failed} failed`,
  );
  const rest = `statistics ${statistics.ms.toFixed(1)} ms, accepted ${accepted.perSecond.toFixed(0)}/s`;
  return [...drawn, rest].join('; ');
}

async function takeTurn({ folder, messages }: KeptBoard): Promise<Turn> {
  const stand = await openStand({ worker: false, kept: folder });
  try {
    // What the last turn's messages left to be summed.
    await fillTexts(stand.urls.owner, messages, () => {});
    const pages = await drawAnew(stand);
    const statistics = await timeStatistics(stand);
    return { pages, statistics, accepted: await measureAcceptRate(stand) };
  } finally {
    await stand.close();
  }
}

/** One figure of each turn: `/s` is better when higher, `ms` when lower. */
interface Figure {
  name: string;
  unit: '/s' | 'ms';
  value(turn: Turn): number;
  /** With what it is compared in its own turn. */
  limit?(turn: Turn): number;
  target: number | null;
  /** What is asked for beside the smallest board, as a share of its figure. */
  against?: number;
  note?: string;
}

function telling(
  { size }: KeptBoard,
  found: (row: Row) => void,
  { own, first }: { own: readonly Turn[]; first: readonly Turn[] | null },
): (figure: Figure) => void {
  const middle = (of: (turn: Turn) => number) => within(own.map(of), 0.5);
  return ({ name, unit, value, limit, target, against, note = '' }) => {
    const each = own.map((turn) => value(turn).toFixed(unit === 'ms' ? 1 : 0)).join(', ');
    const figure = {
      value: middle(value),
      unit,
      better: unit === 'ms' ? 'lower' : 'higher',
    } satisfies Partial<Row>;
    const beside = (share: number) => ({ limit: figure.value / share, ratio: share });
    found({
      ...{ name: `${size}: ${name}`, ...figure, target, note: `turns: ${each}${note && `; ${note}`}` },
      ...(limit ? beside(middle((turn) => value(turn) / limit(turn))) : { limit: null, ratio: null }),
    });
    if (against === undefined || first === null) return;
    const shares = own.map((turn, at) => value(turn) / value(first[at] ?? turn));
    found({
      ...{ name: `${size}: ${name}, against the smallest board`, ...figure, target: against },
      ...beside(within(shares, 0.5)),
      note: `turns: ${shares.map((share) => `${(100 * share).toFixed(0)} %`).join(', ')}`,
    });
  };
}

function tellPage(name: string, own: readonly Turn[], tell: (figure: Figure) => void): void {
  const bytes = own[0]?.pages.get(name)?.bytes ?? 0;
  const failed = own.reduce((sum, { pages }) => sum + (pages.get(name)?.failed ?? 0), 0);
  const drawn =
    (of: (page: Drawn) => number) =>
    ({ pages }: Turn): number => {
      const page = pages.get(name);
      return page ? of(page) : Number.NaN;
    };
  tell({
    name: `${name}, drawn anew`,
    unit: '/s',
    value: drawn(({ perSecond }) => perSecond),
    limit: drawn(({ bare }) => bare),
    target: 0.025,
    // 1.3 times the time.
    against: 1 / 1.3,
    note: `${bytes} bytes${failed ? `, ${failed} failed` : ''}`,
  });
  tell({ name: `${name}, p99`, unit: 'ms', value: drawn(({ p99 }) => p99), target: 60 });
}
