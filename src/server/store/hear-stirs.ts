import pg from 'pg';
import { appPool } from './db.ts';
import { type Stir, stirChannel } from './stirs.ts';

/** What was heard: stirs with their moment; or that something may have been missed. */
export type Heard = { at: number; stirs: readonly Stir[] } | 'gap';

const again = 1000;

/** Listens on one connection of its own until stopped; when that breaks it is made anew, and a gap is told. */
export function hearStirs(hear: (heard: Heard) => void): { stop(): Promise<void> } {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  const connect = async (): Promise<void> => {
    client = new pg.Client({ ...connectionOf(), keepAlive: true });
    client.on('notification', ({ payload }) => payload && hear(JSON.parse(payload) as Heard));
    client.on('error', () => {});
    client.once('end', retry);
    await client.connect().catch(() => client?.emit('end'));
    await client.query(`listen ${stirChannel}`).catch(() => {});
    if (!stopped) hear('gap');
  };
  const retry = () => {
    if (stopped) return;
    timer = setTimeout(() => void connect().catch(retry), again);
  };
  void connect().catch(retry);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}

function connectionOf(): pg.ClientConfig {
  const { connectionString } = appPool().options;
  return { connectionString };
}
