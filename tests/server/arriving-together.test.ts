import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Submission } from '../../src/domain/message.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import { appPool, keys } from '../../src/server/store/db.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { readWords } from '../../src/server/store/people.ts';
import { setStage, type Stage, words } from '../support/story.ts';

let stage: Stage;
let leader: number;
let ended: number;

beforeAll(async () => {
  stage = await setStage();
  leader = (await stage.leader('广元市委书记')).id;
  ended = (await stage.leader('绵阳市委书记')).id;
  await appPool().query(`update posts set valid_to = '2026-11-09' where id = $1`, [ended]);
});
afterAll(() => stage.close());

function write(
  by: { citizenId: number } | { token: string },
  changes: Partial<Submission> = {},
  key: string | null = null,
) {
  const raw = words({ leader, anotherMatter: true, ...changes });
  return submit(raw, { by, source: 'api', idempotencyKey: key }, stage.start);
}

async function transactions(work: () => Promise<unknown>): Promise<number> {
  const count = async () =>
    (await appPool().query<{ n: number }>('select count(distinct xmin::text)::integer as n from messages'))
      .rows[0]?.n ?? 0;
  const before = await count();
  await work();
  return (await count()) - before;
}

async function originalOf(code: string): Promise<string | undefined> {
  const { rows } = await appPool().query<{ id: number }>('select id from messages where code = $1', [code]);
  return (await readWords('test', [rows[0]?.id ?? 0], ['original']))[0]?.content['body'];
}

async function outcomes(tries: Promise<{ code: string }>[]): Promise<string[]> {
  return (await Promise.allSettled(tries)).map((s) =>
    s.status === 'fulfilled' ? 'received' : String((s.reason as { code?: string }).code),
  );
}

async function breaches(): Promise<string[]> {
  const found: string[] = [];
  await verify(stage.urls.backupUrl, keys(), (finding) => found.push(...finding.breaches));
  return found;
}

test('thirty messages of thirty people arrive at once: few commits, and each has its own words', async () => {
  const people = await Promise.all(
    Array.from({ length: 30 }, (_, i) => stage.citizen(`1360000${String(i).padStart(4, '0')}`)),
  );
  const codes: string[] = [];
  const commits = await transactions(async () => {
    const receipts = await Promise.all(
      people.map(({ token }, i) => write({ token }, { body: `第${i}件事` })),
    );
    codes.push(...receipts.map((r) => r.code));
  });
  expect(commits).toBeLessThan(15);
  for (const [i, code] of codes.entries()) expect(await originalOf(code)).toBe(`第${i}件事`);
  expect(await breaches()).toEqual([]);
});

test('among messages that arrive at once, each that is refused fails alone', async () => {
  const { citizenId } = await stage.citizen('13600009001');
  const found = await outcomes([
    write({ citizenId }),
    write({ token: 'made up' }),
    write({ citizenId }, { leader: ended }),
    write({ citizenId }, { leader: 999_999_999 }),
    write({ citizenId }, { topic: 1 }),
    write({ citizenId }, { pictures: [{ id: 'none', public: true }] }),
    write({ citizenId }),
  ]);
  expect(found).toEqual([
    'received',
    'verification-needed',
    'unknown-leader',
    'unknown-leader',
    'invalid',
    'invalid',
    'received',
  ]);
});

test('one picture on two messages that arrive at once hangs on one; a third message beside them is received', async () => {
  const { citizenId } = await stage.citizen('13600009002');
  const id = 'a'.repeat(26);
  await appPool().query(
    `insert into pictures (id, format, width, height, bytes, sha256, state, created_at, expires_at)
     values ($1, 'jpeg', 1, 1, 1, $2, 'kept', $3, $4)`,
    [id, Buffer.alloc(32), stage.start, new Date(stage.start.getTime() + 3_600_000)],
  );
  const pictures = [{ id, public: true }];
  const found = await outcomes([
    write({ citizenId }, { pictures }),
    write({ citizenId }),
    write({ citizenId }, { pictures }),
  ]);
  expect(found.toSorted()).toEqual(['invalid', 'received', 'received']);
  expect(found[1]).toBe('received');
  expect(await breaches()).toEqual([]);
});

test('two pairs of retries and a message of somebody else arrive at once: three messages', async () => {
  const { citizenId } = await stage.citizen('13600009003');
  const other = await stage.citizen('13600009004');
  const receipts = await Promise.all([
    write({ citizenId }, {}, 'a'),
    write({ citizenId }, {}, 'b'),
    write({ citizenId: other.citizenId }, {}, 'a'),
    write({ citizenId }, {}, 'b'),
    write({ citizenId }, {}, 'a'),
  ]);
  expect(new Set(receipts.map((r) => r.code)).size).toBe(3);
  expect(receipts.filter((r) => r.replay)).toHaveLength(2);
});

test('a message on the same matter is refused unless its writer says that it is another', async () => {
  const { citizenId } = await stage.citizen('13600009005');
  await write({ citizenId }, { anotherMatter: false });
  expect(await outcomes([write({ citizenId }, { anotherMatter: false }), write({ citizenId })])).toEqual([
    'same-matter',
    'received',
  ]);
});
