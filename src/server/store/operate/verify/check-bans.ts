import { sha256 } from '../../envelope.ts';
import type { Check } from './check.ts';

interface Head {
  id: number;
  state: string;
  lines: number | null;
  hash: Buffer | null;
}

interface Line {
  banId: number;
  seq: number;
  act: string;
  hash: Buffer;
  text: string;
}

/** Which state an act leaves a ban in; the others leave it as it is. */
const states: Record<string, string> = {
  ...{ propose: 'proposed', confirm: 'standing', refuse: 'refused' },
  ...{ lift: 'lifted', 'lift-by-appeal': 'lifted' },
};

/** Each ban's own history is whole, and tells the state in which it stands. */
export const banChainsCheck: Check = async (client) => {
  const { rows: heads } = await client.query<Head>(
    'select b.id, b.state, c.seq as lines, c.hash from bans b left join ban_chains c on c.ban_id = b.id order by b.id',
  );
  // The text is made here and not by the function that the trigger uses, which could be changed with it.
  const { rows: lines } = await client.query<Line>(`
    select ban_id as "banId", seq, act, hash, jsonb_build_array('ban', ban_id, seq, act, staff_id,
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), changes)::text as text
    from ban_history order by ban_id, seq`);
  const byBan = Map.groupBy(lines, (line) => line.banId);
  const breaches = heads.flatMap((head) => {
    const breach = breachOf(head, byBan.get(head.id) ?? []);
    return breach ? [`ban ${head.id}: ${breach}`] : [];
  });
  return {
    name: 'each ban’s history is whole and tells the state in which it stands',
    checked: lines.length,
    breaches: breaches.slice(0, 100),
  };
};

function breachOf(head: Head, lines: readonly Line[]): string | undefined {
  let previous = Buffer.alloc(32);
  let state: string | undefined;
  for (const [at, line] of lines.entries()) {
    if (line.seq !== at + 1) return `row ${at + 1} is missing`;
    previous = sha256(previous, line.text) as typeof previous;
    if (!previous.equals(line.hash)) return `the chain breaks at row ${line.seq} (${line.act})`;
    state = states[line.act] ?? state;
  }
  if (lines.length !== head.lines || !head.hash || !previous.equals(head.hash)) return 'its end is cut off';
  return state === head.state ? undefined : `it is ${head.state}, history tells ${String(state)}`;
}
