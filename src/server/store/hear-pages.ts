import pg from 'pg';
import { appPool } from './db.ts';
import { ownName, pagesChannel, type Shown } from './page-moves.ts';

/** What is done with what other processes tell. */
export interface PageEar {
  /** This moved elsewhere. */
  moved(what: readonly Shown[]): void;
  /** From now on everything is heard, or nothing any more. */
  hearing(hears: boolean): void;
}

const againMs = 1000;
/** How often the line is tried, and how long its answer may take: who hears nothing knows it within a second. */
const beatMs = 300;
const patienceMs = 600;

/** Listens on one connection of its own to what other processes move on pages; a line that is dead is known as such within a second. */
export function hearPages(ear: PageEar): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let client: pg.Client | undefined;
  const listen = async (): Promise<void> => {
    const line = new pg.Client({ ...connectionOf(), keepAlive: true, connectionTimeoutMillis: 5000 });
    client = line;
    line.on('error', () => {});
    line.on('notification', ({ payload }) => payload && told(ear, payload));
    await line.connect();
    await line.query(`listen ${pagesChannel}`);
    if (stopped) return;
    const ended = new Promise<void>((resolve) => line.once('end', resolve));
    ear.hearing(true);
    await Promise.race([ended, beatWhileAlive(line, () => stopped)]);
  };
  const keepListening = async (): Promise<void> => {
    await listen().catch(() => {});
    if (stopped) return;
    ear.hearing(false);
    void client?.end().catch(() => {});
    timer = setTimeout(() => void keepListening(), againMs);
  };
  void keepListening();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      ear.hearing(false);
      await client?.end().catch(() => {});
    },
  };
}

// A connection that is cut without a word looks alive for minutes.
async function beatWhileAlive(line: pg.Client, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    await pause(beatMs);
    if (stopped()) return;
    const answered = await Promise.race([
      line.query('select 1').then(
        () => true,
        () => false,
      ),
      pause(patienceMs).then(() => false),
    ]);
    if (!answered) return;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

function told(ear: PageEar, payload: string): void {
  const { by, moved } = JSON.parse(payload) as { by: string; moved: Shown[] };
  if (by !== ownName()) ear.moved(moved);
}

function connectionOf(): pg.ClientConfig {
  const { connectionString } = appPool().options;
  return { connectionString };
}
