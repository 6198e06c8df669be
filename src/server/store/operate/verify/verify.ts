import pg from 'pg';
import type { Keys } from '../../keys.ts';
import type { Check, Finding } from './check.ts';
import { handDownChecks } from './check-hand-down.ts';
import { banChainsCheck } from './check-bans.ts';
import { bulletinChecks } from './check-bulletins.ts';
import { deletionChecks } from './check-deletions.ts';
import { hiddenCheck } from './check-hidden.ts';
import { historyCheck } from './check-history.ts';
import { invariantChecks, placesCheck } from './check-invariant.ts';
import { instructingChecks } from './check-instructing.ts';
import { countedFactsCheck, numbersCheck } from './check-numbers.ts';
import { replyChecks } from './check-replies.ts';
import { supportChecks } from './check-supports.ts';
import { supervisionChecks } from './check-supervision.ts';
import { orphansCheck, sealsCheck } from './check-seals.ts';
import { clueChecks } from './check-clues.ts';
import { takeDownChecks } from './check-take-downs.ts';

const checks: readonly Check[] = [
  ...invariantChecks,
  ...replyChecks,
  ...supervisionChecks,
  placesCheck,
  ...handDownChecks,
  historyCheck,
  orphansCheck,
  sealsCheck,
  hiddenCheck,
  numbersCheck,
  ...supportChecks,
  countedFactsCheck,
  ...instructingChecks,
  ...bulletinChecks,
  ...takeDownChecks,
  ...deletionChecks,
  ...clueChecks,
  banChainsCheck,
];

/** Proves the promises of the house over the whole database, in one snapshot, as the read-only backup role; calls `found` after each check. */
export async function verify(
  backupUrl: string,
  keys: Keys | undefined,
  found: (finding: Finding) => void,
): Promise<boolean> {
  const client = new pg.Client({ connectionString: backupUrl });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    let whole = true;
    for (const check of checks) {
      const finding = await check(client, keys);
      whole &&= finding.breaches.length === 0;
      found(finding);
    }
    return whole;
  } finally {
    await client.end();
  }
}
