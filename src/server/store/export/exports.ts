import { named, type Statement } from '../compose.ts';
import { app } from '../db.ts';
import { decrypt, encrypt, newKey, unwrap } from '../envelope.ts';
import { readNamed } from '../wall.ts';
import { alone } from '../tx.ts';
import { sql } from 'kysely';

/** How long an export can be fetched. */
export const exportDays = 7;

/** An export of a person: asked for, and made once the worker has put it together. */
export interface Export {
  id: number;
  askedAt: Date;
  madeAt: Date | null;
}

const last = named(`select id, asked_at as "askedAt", made_at as "madeAt" from private.exports
  where citizen_id = $1 and asked_at > $2 order by id desc limit 1`);
const bytes = named(`select key_id, wrapped_key, ciphertext from private.exports
  where id = $1 and citizen_id = $2 and made_at is not null`);
const keep = named('select private.keep_export($1, $2, $3, $4, $5)');

/** Begins an export and leaves the worker its job; false when one is waiting or was made today. */
export async function beginExport(citizenId: number, now: Date): Promise<boolean> {
  return app()
    .transaction()
    .execute(async (tx) => {
      const { rows } = await sql<{
        id: number | null;
      }>`select private.ask_export(${citizenId}, ${now}) as id`.execute(tx);
      const id = rows[0]?.id ?? null;
      if (id === null) return false;
      await tx
        .insertInto('outbox')
        .values({
          task: 'build-export',
          payload: JSON.stringify({ export: id, citizen: citizenId }),
          run_at: now,
          job_key: null,
        })
        .execute();
      return true;
    });
}

/** The last export of a person that can still be fetched. */
export async function lastExport(citizenId: number, now: Date): Promise<Export | undefined> {
  const since = new Date(now.getTime() - exportDays * 86_400_000);
  return (await asPerson<Export>(citizenId, last, [citizenId, since]))[0];
}

/** Keeps what was put together, under a key of its own. */
export async function keepExport(id: number, zip: Buffer, now: Date): Promise<void> {
  const { key, keyId, wrapped } = newKey();
  await alone.rows(keep, [id, keyId, wrapped, encrypt(key, `export:${id}`, zip), now]);
}

/** Opens an export of this person. */
export async function openExport(id: number, citizenId: number): Promise<Buffer | undefined> {
  type Row = { key_id: string; wrapped_key: Buffer; ciphertext: Buffer };
  const [row] = await asPerson<Row>(citizenId, bytes, [id, citizenId]);
  return (
    row && decrypt(unwrap({ keyId: row.key_id, wrapped: row.wrapped_key }), `export:${id}`, row.ciphertext)
  );
}

function asPerson<Row>(citizenId: number, statement: Statement, values: readonly unknown[]): Promise<Row[]> {
  return readNamed(`citizen:${citizenId}`, { citizens: [citizenId] }, { statement, values });
}
