import type { Got } from '../api-stage.ts';
import { rowsOf } from '../after-work.ts';
import { deeds, type Expected, expectedOf, isHiddenFrom, isTried } from './combinations.ts';
import type { At, Deed, Outcome } from './deed.ts';
import { rehearse } from './rehearsal.ts';
import type { StageName } from './ties.ts';

/** Tries every deed of one person on one message; gives in words what is not as the rules say, and how many were tried. */
export async function tryAll(at: At, stage: StageName): Promise<{ faults: string[]; tried: number }> {
  const faults: string[] = [];
  const before = await traceOf(at);
  const tried = deeds.filter((each) => isTried(each, at.person, stage));
  for (const deed of tried) {
    const expected = expectedOf(deed, at.person, stage);
    const send = () => sendDeed(deed, at);
    // What may be done is done and rolled back, so that one message serves everybody; a refusal has nothing to roll back.
    const got = expected.allowed ? await rehearse(send) : await send();
    const fault = faultOf(deed, got, { expected, at }) ?? (await tellsStranger({ deed, got, at, stage }));
    if (fault) faults.push(`${deed.operation}${deed.way ? ` (${deed.way})` : ''}: ${fault}`);
  }
  if ((await traceOf(at)) !== before) faults.push('what was refused, or rolled back, left something behind');
  return { faults, tried: tried.length };
}

async function sendDeed(deed: Deed, at: At): Promise<Got> {
  const { board, person } = at;
  const token = board.token(person);
  return board.stage.call(deed.method, deed.path(at), {
    ...(token && { token }),
    ...(deed.body && { body: deed.body(at) }),
  });
}

function outcomeOf(deed: Deed, got: Got, at: At): Outcome {
  const { status } = got;
  const read = deed.read?.(got);
  if (read) return read;
  if (status >= 200 && status < 300) return 'done';
  if (status === 404 && deed.thing && at.scene[deed.thing] === undefined) return 'not now';
  if ([401, 403, 404].includes(status)) return 'refused';
  return [409, 410, 422, 423].includes(status) ? 'not now' : 'fault';
}

function faultOf(deed: Deed, got: Got, { expected, at }: { expected: Expected; at: At }): string | undefined {
  const outcome = outcomeOf(deed, got, at);
  const answered = `${got.status} ${JSON.stringify(got.body)?.slice(0, 300)}`;
  if (outcome === 'fault' || !hasWords(got)) return `no proper answer: ${answered}`;
  if (expected.done && outcome !== 'done') return `allowed, and not done: ${answered}`;
  if (expected.allowed && outcome === 'refused') return `allowed by the rules, and refused: ${answered}`;
  const gone = outcome === 'not now' && (expected.late || missing(got));
  if (!expected.allowed && outcome !== 'refused' && !gone) return `not theirs: ${answered}`;
  return undefined;
}

/** What does not exist is nobody's, and says so to everybody. */
function missing({ status }: Got): boolean {
  return status === 404;
}

/** A refusal says why: with a code and a sentence. */
function hasWords({ status, headers, body }: Got): boolean {
  if (status < 300) return true;
  const type = headers.get('content-type') ?? '';
  return type.startsWith('application/problem+json') && /^[a-z-]+$/.test(body.code) && body.title.length > 3;
}

const unknown = '000000000000';
/** What each deed of each person on a message that does not exist was answered. */
const nowhere = new Map<string, string>();

/** A stranger hears of a hidden message what they would hear of one that does not exist. */
async function tellsStranger(of: {
  deed: Deed;
  got: Got;
  at: At;
  stage: StageName;
}): Promise<string | undefined> {
  const { deed, got, at, stage } = of;
  if (!isHiddenFrom(at.person, stage)) return undefined;
  const key = `${deed.operation} ${deed.way ?? ''} ${at.person}`;
  const other =
    nowhere.get(key) ?? said(await sendDeed(deed, { ...at, scene: { ...at.scene, code: unknown } }));
  nowhere.set(key, other);
  const one = said(got).replaceAll(at.scene.code, unknown);
  return one === other ? undefined : `a stranger learns that it exists: ${one}, not ${other}`;
}

function said({ status, body }: Got): string {
  return JSON.stringify([status, body]);
}

/** What stands of the message and hangs on it, in one value. */
async function traceOf({ scene: { code } }: At): Promise<string> {
  const tables = ['history', 'replies', 'assignments', 'follow_ups', 'ratings', 'marks', 'urges', 'clocks'];
  const more = [
    'extensions',
    'addressees',
    'review_locks',
    'verdicts',
    'charges',
    'conflicts',
    'notes',
    'take_downs',
  ];
  const counts = [...tables, ...more].map(
    (table) => `(select string_agg(t::text, '|' order by t::text) from ${table} t where t.message_id = m.id)`,
  );
  const [row] = await rowsOf<{ trace: string }>(
    `select md5(concat_ws('#', m::text, ${counts.join(', ')})) as trace from messages m where m.code = $1`,
    [code],
  );
  return row?.trace ?? '';
}
