import pg from 'pg';
import { appPool } from './db.ts';
import { noteHearing, noteMoves } from './desk-moves.ts';
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
    client.on('notification', ({ payload }) => payload && told(JSON.parse(payload) as Heard));
    client.on('error', () => {});
    client.once('end', lost);
    await client.connect().catch(() => client?.emit('end'));
    const listens = await client.query(`listen ${stirChannel}`).then(
      () => true,
      () => false,
    );
    if (stopped) return;
    noteHearing(listens);
    hear('gap');
  };
  const told = (heard: Heard) => {
    if (heard !== 'gap') for (const stir of heard.stirs) noteMoves(stir);
    hear(heard);
  };
  const lost = () => {
    // Whoever stopped has said so; another ear may hear by now.
    if (!stopped) noteHearing(false);
    retry();
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
      noteHearing(false);
      await client?.end().catch(() => {});
    },
  };
}

function connectionOf(): pg.ClientConfig {
  const { connectionString } = appPool().options;
  return { connectionString };
}
