import { clueHash, type ClueLine } from '../../clues/clue-history.ts';
import { byQuery, type Check } from './check.ts';

const open = 'select count(*) as n from clues where closed_at is null';

const historyOfClues: Check = async (client) => {
  const { rows: heads } = await client.query<{
    id: number;
    ref: string;
    stage: string;
    history_seq: number;
    history_hash: Buffer;
  }>('select id, ref, stage, history_seq, history_hash from clues order by id');
  const { rows: lines } = await client.query<ClueLine & { hash: Buffer }>(
    'select clue_id as "clueId", seq, step, staff_id as "staffId", at, changes, hash from clue_history order by clue_id, seq',
  );
  const byClue = Map.groupBy(lines, (line) => line.clueId);
  const breaches = heads.flatMap((head) => {
    const breach = breachOf(head, byClue.get(head.id) ?? []);
    return breach ? [`clue ${head.ref}: ${breach}`] : [];
  });
  return {
    name: 'each clue’s history is whole and tells the stage at which it stands',
    checked: lines.length,
    breaches: breaches.slice(0, 100),
  };
};

/** Clues: one stage and one clock each, two examiners where two are needed, every opened one with a look, a whole history. */
export const clueChecks: readonly Check[] = [
  byQuery(
    'each open clue has one stage and its one running clock, a closed one has none and a reason',
    open,
    `select 'clue ' || ref || ': ' || stage || ', clock ' || coalesce(clock, 'none') as breach from clues
    where case when stage = 'closed' then clock is not null or due_at is not null or closed_reason is null
      else due_at is null or clock is distinct from case stage when 'sifted' then 'verify' when 'verified' then 'report' when 'reported' then 'close' else 'sift' end end`,
  ),
  byQuery(
    'no examiner confirmed what they proposed themselves',
    `select count(*) as n from clue_history where step in ('pursue', 'dismiss', 'report', 'drop', 'close')`,
    `select 'clue ' || c.ref || ': ' || h.step || ' by one examiner alone' as breach from clue_history h join clues c on c.id = h.clue_id
    where h.step in ('pursue', 'dismiss', 'report', 'drop', 'close') and (h.changes->>'proposedBy')::bigint is not distinct from h.staff_id`,
  ),
  byQuery(
    'every clue has its sealed words and its writer’s key, and everything sealed begins as sealed things do',
    'select count(*) as n from private.clue_parts',
    `select 'clue ' || c.ref || ': a sealed part is missing' as breach from clues c
    where not exists (select from clue_erasures e where e.clue_id = c.id)
      and ((select count(*) from private.clue_parts p where p.clue_id = c.id and p.what = 'clue') <> 1
      or (select count(*) from private.clue_parts p where p.clue_id = c.id and p.what = 'writer-key') <> 1
      or c.found_by is null
      or exists (select from clue_letters l where l.clue_id = c.id and not exists (select from private.clue_parts p where p.what = 'letter' and p.ref = l.id)))
    union all select 'part ' || p.id || ': not sealed' from private.clue_parts p
    where substring(p.sealed from 1 for 25) <> convert_to(E'age-encryption.org/v1\\n-> ', 'UTF8')`,
  ),
  byQuery(
    'every attachment of a clue is there as history tells it, sealed, and belongs to one sending',
    'select count(*) as n from clue_files',
    `select 'clue ' || c.ref || ': attachment ' || f.place || ' is gone or was changed' as breach from clue_files f join clues c on c.id = f.clue_id
      left join private.clue_files p on p.id = f.id and p.clue_id = f.clue_id
      where p.id is null or sha256(p.sealed) <> f.digest or length(p.sealed) <> f.bytes
        or substring(p.sealed from 1 for 25) <> convert_to(E'age-encryption.org/v1\n-> ', 'UTF8')
    union all select 'clue ' || c.ref || ': an attachment that no sending named' from private.clue_files p join clues c on c.id = p.clue_id
      where not exists (select from clue_files f where f.id = p.id)
    union all select 'clue ' || c.ref || ': its attachments are not those of its history' from clues c
      where not exists (select from clue_erasures e where e.clue_id = c.id) and (select array_agg(told order by told) from clue_history h, jsonb_array_elements_text(coalesce(h.changes->'files', '[]')) as told where h.clue_id = c.id)
        is distinct from (select array_agg(encode(f.digest, 'hex') order by encode(f.digest, 'hex')) from clue_files f where f.clue_id = c.id)`,
  ),
  byQuery(
    'of a clue that is destroyed nothing sealed is left, and two operators stand for it',
    'select count(*) as n from clue_erasures',
    `select 'clue ' || c.ref || ': destroyed, and something is left' as breach from clue_erasures e join clues c on c.id = e.clue_id
    where c.found_by is not null or c.writer_recipient is not null or exists (select from private.clue_parts p where p.clue_id = c.id)
      or exists (select from private.clue_files f where f.clue_id = c.id) or exists (select from clue_files f where f.clue_id = c.id)
      or exists (select from clue_prints p where p.clue_id = c.id)
    union all select 'clue ' || c.ref || ': destroyed, and no confirmed order names it' from clue_erasures e join clues c on c.id = e.clue_id
    where not exists (select from tombstones t join deletion_orders d on d.id = t.order_id
      where t.rule = 'closed-clues' and d.id = e.order_id and d.state = 'confirmed' and c.id = any (t.ids))`,
  ),
  historyOfClues,
];

function breachOf(
  head: { stage: string; history_seq: number; history_hash: Buffer },
  lines: readonly (ClueLine & { hash: Buffer })[],
): string | undefined {
  let previous: Buffer | null = null;
  let stage: unknown;
  for (const [at, line] of lines.entries()) {
    if (line.seq !== at + 1) return `row ${at + 1} is missing`;
    previous = clueHash(previous, line);
    if (!previous.equals(line.hash)) return `the chain breaks at row ${line.seq} (${line.step})`;
    const moved = line.changes['stage'];
    if (Array.isArray(moved)) stage = moved[1];
  }
  if (lines.length !== head.history_seq || !previous?.equals(head.history_hash)) return 'its end is cut off';
  return stage === head.stage ? undefined : `it stands at ${head.stage}, history tells ${String(stage)}`;
}
