import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { seal } from '../../src/server/after/seal.ts';
import { receiveClue } from '../../src/server/life/clues/receive-clue.ts';
import { takeClueStep } from '../../src/server/life/clues/take-clue-step.ts';
import { clueHash, type ClueLine } from '../../src/server/store/clues/clue-history.ts';
import { afterWork, rowsOf, written } from '../support/after-work.ts';
import { composed, groupKey } from '../support/clue-kit.ts';
import { harmed, ruler } from '../support/harming.ts';
import { breaches } from '../support/instructing-stage.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let admin: pg.Client;
let jin: Actor;
let clues: { id: number; ref: string }[];
beforeAll(async () => {
  stage = await setStage();
  afterWork(stage);
  admin = await ruler(stage.urls.ownerUrl);
  jin = await stage.staff('线索员金', 'examiner');
  const key = await groupKey(jin, stage.start);
  // Messages and clues by turns, so that one seal holds both.
  for (let n = 0; n < 3; n += 1) {
    await written(stage);
    const { clue } = await composed(key.recipient, key.keyId);
    const writer = { ...clue.writer, wrapped: Buffer.from(clue.writer.wrapped) };
    const given = { key: key.keyId, sealed: Buffer.from(clue.sealed), things: clue.things, files: [] };
    await receiveClue({ ...given, writer }, stage.start);
  }
  clues = await rowsOf('select id, ref from clues order by id');
  await takeClueStep({ ref: clues[1]!.ref, step: 'collate' }, { group: 'new' }, jin, stage.start);
  await sealed();
});
afterAll(async () => {
  await admin?.end();
  await stage?.close();
});

/** Seals until nothing is left, whatever else holds a transaction open on the server for a moment. */
async function sealed(): Promise<void> {
  const left =
    'select from sealed_rows where (written_in, message, seq) > (select to_written, to_message, to_seq from seals order by id desc limit 1)';
  for (let tries = 0; tries < 400; tries += 1) {
    await seal(stage.start);
    if ((await rowsOf('select from seals')).length > 0 && (await rowsOf(left)).length === 0) return;
    await new Promise((go) => setTimeout(go, 25));
  }
  throw new Error('history was not sealed');
}

/** Makes a clue's history false and its chain fit, as somebody would who knows how it is made. */
async function rewrite(id: number, change: (lines: ClueLine[]) => ClueLine[]): Promise<void> {
  const { rows } = await admin.query<ClueLine>(
    'select clue_id as "clueId", seq, step, staff_id as "staffId", at, changes from clue_history where clue_id = $1 order by seq',
    [id],
  );
  const lines = change(rows);
  await admin.query('delete from clue_history where clue_id = $1 and seq > $2', [id, lines.length]);
  let hash: Buffer | null = null;
  for (const line of lines) {
    hash = clueHash(hash, line);
    const values = [id, line.seq, line.staffId, hash];
    await admin.query(
      'update clue_history set staff_id = $3, hash = $4 where clue_id = $1 and seq = $2',
      values,
    );
  }
  await admin.query('update clues set history_seq = $2, history_hash = $3 where id = $1', [
    ...[id, lines.length, hash],
  ]);
}
const found = (harm: () => Promise<unknown>) => harmed(admin, harm, () => breaches(stage));

test('Clues are sealed with messages, and a sealed board holds', async () => {
  const counted = await rowsOf<{ n: number }>('select sum(row_count)::integer as n from seals');
  expect(counted).toEqual(await rowsOf('select count(*)::integer as n from sealed_rows'));
  expect(counted[0]?.n).toBeGreaterThanOrEqual(7);
  expect(await breaches(stage)).toEqual([]);
});

test('A clue that is gone with everything of it is found by its seal', async () => {
  const { id } = clues[2]!;
  const gone = await found(async () => {
    await admin.query('delete from clue_history where clue_id = $1', [id]);
    await admin.query('delete from clues where id = $1', [id]);
  });
  expect(gone).toEqual([expect.stringMatching(`^clue number ${id}: the clue is gone with its history`)]);
});

test('The end of a clue’s history that was cut off, with the clue set back, is found', async () => {
  const { id, ref } = clues[1]!;
  const cut = await found(async () => {
    await rewrite(id, (lines) => lines.slice(0, 1));
    await admin.query(`update clues set stage = 'received', group_id = null where id = $1`, [id]);
  });
  expect(cut).toEqual([expect.stringMatching(`^clue ${ref}: row 2 was cut off the end of its history`)]);
});

test('A line that was changed with its whole chain is found by its seal alone', async () => {
  const { id, ref } = clues[1]!;
  const other = await found(() =>
    rewrite(id, (lines) => lines.map((line) => ({ ...line, staffId: line.seq === 2 ? 99 : line.staffId }))),
  );
  expect(other).toEqual([expect.stringMatching(`^clue ${ref}: row 2 was changed after it was sealed`)]);
});

test('The program can neither choose the seal of a line nor leave one unsealed for long', async () => {
  await expect(
    rowsOf(
      `insert into clue_history (clue_id, seq, step, at, changes, hash, written_in) values (1, 9, 'x', now(), '{}', 'h', 0)`,
    ),
  ).rejects.toThrow(/permission denied/);
  await takeClueStep({ ref: clues[0]!.ref, step: 'collate' }, { group: 'new' }, jin, stage.start);
  const late = await found(() =>
    admin.query(`update clue_history set written_at = now() - interval '16 minutes' where clue_id = $1`, [
      clues[0]!.id,
    ]),
  );
  expect(late).toContain(`clue number ${clues[0]!.id}: row 2 is not sealed after 15 minutes`);
});
