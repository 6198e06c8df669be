import type pg from 'pg';
import { everything, notePages } from './page-moves.ts';

/** Put into a statement that writes what pages show and tells them of it apart, or moves nothing that they show. */
export const pagesToldApart = '/* pages are told apart */';

/** The tables of which no kept page shows anything: what is for signed-in people, the machine room, sums of what was told already. */
export const unseen = new Set(
  (
    'sessions staff_tokens drafts idempotency_keys review_locks verdicts firings outbox notices deliveries deltas rollups ' +
    'staff_notices shifts notes saved_filters roster_gaps seals entry_tries staff_passkeys entry_challenges clue_keys ' +
    'clue_key_copies clue_groups clues clue_prints clue_letters clue_history clue_looks clue_conflicts clue_files clue_erasures ' +
    'phone_changes staff_identities provider_trips stand_ins flood_queue flood_prints flood_groups flood_members proof_uses ' +
    'citizen_passkeys citizens leader_reads retention_surveys ban_history ban_chains erasure_requests instruction_drafts ' +
    'texts_due public_texts support_deltas follows digests digest_days rollup_totals open_data_builds open_data_pieces'
  ).split(' '),
);

const writing =
  /(?<!\b(?:for|do|key)\s+)\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?|copy)\s+(?:only\s+)?("?[a-z_]+"?(?:\."?[a-z_]+"?)?)/gi;

const known = new Map<string, boolean>();
const mostKnown = 2000;

/** Does this statement write something that a kept page may show? */
export function movesPages(text: string): boolean {
  const before = known.get(text);
  if (before !== undefined) return before;
  const found =
    !text.includes(pagesToldApart) &&
    [...text.matchAll(writing)].some(([, table = '']) => {
      const name = table.replaceAll('"', '').replace(/^public\./, '');
      return !/^(private|graphile_worker|pg_temp)\./.test(name) && !unseen.has(name);
    });
  if (known.size >= mostKnown) known.clear();
  known.set(text, found);
  return found;
}

/** Watches a connection: once a transaction is over that wrote what pages show, every page of it counts as moved, unless it told so apart. */
export function watchWrites(client: pg.ClientBase): void {
  let wrote = false;
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  (client as { query: unknown }).query = (...given: unknown[]): unknown => {
    const [asked] = given;
    const text = typeof asked === 'string' ? asked : (asked as { text?: unknown } | undefined)?.text;
    if (!wrote && typeof text === 'string') wrote = movesPages(text);
    return query(...given);
  };
  const line = client as unknown as { connection: NodeJS.EventEmitter; _activeQuery: unknown };
  // The database says with each answer whether a transaction is open; what was rolled back is told for nothing.
  line.connection.on('readyForQuery', ({ status }: { status: string }) => {
    if (!wrote || status !== 'I') return;
    // Behind what was answered now, more may have been sent: whether that wrote is told by its own answer.
    wrote = Boolean(line._activeQuery);
    notePages([everything]);
  });
}
