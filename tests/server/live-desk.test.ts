import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { relay } from '../../src/server/after/rounds/start-rounds.ts';
import { api } from '../../src/server/api/app.ts';
import { endStreams } from '../../src/server/api/desk/open-streams.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { appPool } from '../../src/server/store/db.ts';
import { rowsOf } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { watched, type Watched } from '../support/watched.ts';

let stage: ApiStage;
let at: Watched;
beforeAll(async () => {
  stage = await openApiStage();
  at = await watched(stage);
});
afterEach(endStreams);
afterAll(() => stage.close());

/** A desk that is open: what it heard so far, by name. */
interface Ear {
  status: number;
  headers: Headers;
  heard: { event: string; id: number; data: Record<string, unknown> }[];
  until(event: string): Promise<Record<string, unknown>>;
  ended: Promise<void>;
  close(): Promise<void>;
}

async function listen(token: string, query = '', headers: Record<string, string> = {}): Promise<Ear> {
  const answer = await api.request(`/api/v1/desk/events${query}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
  const heard: Ear['heard'] = [];
  const reader = answer.headers.get('content-type')?.startsWith('text/event-stream')
    ? answer.body?.getReader()
    : undefined;
  const ended = reader ? readAll(reader, heard) : Promise.resolve();
  return {
    status: answer.status,
    headers: answer.headers,
    heard,
    ended,
    until: async (event) => {
      await expect.poll(() => heard.some((each) => each.event === event), { timeout: 5000 }).toBe(true);
      return heard.find((each) => each.event === event)?.data ?? {};
    },
    close: async () => void (await reader?.cancel()),
  };
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, heard: Ear['heard']): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const event = field('event');
      if (event) heard.push({ event, id: Number(field('id')), data: JSON.parse(field('data') ?? '{}') });
    }
  }
}

/** The worker passes on what the steps left. */
async function passOn(): Promise<void> {
  while ((await relay(stage.now())) !== 'nothing');
}
/** The first ear of a process hears that it may have missed something: from then on it listens. */
async function open(token: string, query = ''): Promise<Ear> {
  const ear = await listen(token, query);
  await ear.until('all');
  ear.heard.length = 0;
  return ear;
}
const rest = () => new Promise((resolve) => setTimeout(resolve, 300));

describe('Whose desk hears what', () => {
  test('a transfer moves the queue of its office and the wall of the office above, and nobody else’s', async () => {
    const zhao = await open(at.zhao);
    const [song, stranger] = [await listen(at.song), await listen(at.stranger)];
    await at.transferred();
    await passOn();
    await zhao.until('queue');
    await rest();
    expect(zhao.heard.map((each) => each.event)).toEqual(['queue']);
    expect(stranger.heard).toEqual([]);
    const code = await at.accepted();
    await passOn();
    await song.until('wall');
    await rest();
    expect(song.heard.map((each) => each.event)).not.toContain('queue');
    expect(JSON.stringify([zhao.heard, song.heard, stranger.heard])).not.toContain(code);
    await Promise.all([zhao, song, stranger].map((ear) => ear.close()));
  });

  test('a new message moves the reviewers’ queue, not an office’s', async () => {
    const { token } = await stage.employed('审核员乙', 'reviewer');
    const reviewer = await open(token);
    const zhao = await listen(at.zhao);
    await at.written();
    await passOn();
    await reviewer.until('queue');
    await rest();
    expect(zhao.heard).toEqual([]);
    await Promise.all([reviewer, zhao].map((ear) => ear.close()));
  });

  test('with a case open: who took which step; not one’s own; nothing for whoever may not see the case', async () => {
    const code = await at.transferred();
    await passOn();
    const zhao = await open(at.zhao, `?case=${code}`);
    const stranger = await listen(at.stranger, `?case=${code}`);
    await accept(code, at.officer, stage.now());
    await passOn();
    expect(await zhao.until('case')).toEqual({ step: 'accept', who: '周办' });
    await rest();
    expect(stranger.heard).toEqual([]);
    zhao.heard.length = 0;
    const body = { type: 'interim', text: '已派人。', unit: '交通局' };
    await stage.call('POST', `/api/v1/desk/messages/${code}/replies`, { token: at.zhao, body });
    await passOn();
    await zhao.until('queue');
    await rest();
    expect(zhao.heard.map((each) => each.event)).not.toContain('case');
    await Promise.all([zhao, stranger].map((ear) => ear.close()));
  });

  test('visitors, citizens and the fifth stream of a session are refused', async () => {
    expect((await api.request('/api/v1/desk/events')).status).toBe(401);
    const { token } = await stage.employed('多页', 'officer', at.city);
    const ears = [];
    for (let i = 0; i < 4; i += 1) ears.push(await listen(token));
    expect((await listen(token)).status).toBe(429);
    await ears[0]?.close();
    const again = await listen(token);
    expect(again.status).toBe(200);
    await Promise.all([...ears, again].map((ear) => ear.close()));
  });
});

describe('The stream', () => {
  test('proxies pass it on at once, and nobody keeps it', async () => {
    const ear = await listen(at.zhao);
    expect(ear.headers.get('content-type')).toContain('text/event-stream');
    expect(ear.headers.get('cache-control')).toContain('no-store');
    expect(ear.headers.get('x-accel-buffering')).toBe('no');
    await ear.close();
  });

  test('whoever comes back is told what moved meanwhile; where that is not known, to read all anew', async () => {
    const kept = await open(at.zhao);
    await at.transferred();
    await passOn();
    await kept.until('queue');
    const { id } = kept.heard[0] as { id: number };
    const missed = await listen(at.zhao, '', { 'last-event-id': String(id - 1) });
    await missed.until('queue');
    const nothing = await listen(at.zhao, '', { 'last-event-id': String(id) });
    await rest();
    expect(nothing.heard).toEqual([]);
    const longAgo = await listen(at.zhao, '', { 'last-event-id': '1000' });
    await longAgo.until('all');
    await Promise.all([kept, missed, nothing, longAgo].map((ear) => ear.close()));
  });

  test('a broken listening connection is made anew, and everybody reads anew', async () => {
    const ear = await open(at.zhao);
    await rowsOf(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen huiyin_stirs%' and datname = current_database()`,
    );
    await ear.until('all');
    await at.transferred();
    await passOn();
    await ear.until('queue');
    await ear.close();
  });

  test('a hundred steps are told in few words, and no step of anybody waits in the outbox', async () => {
    const ear = await open(at.zhao);
    for (let i = 0; i < 20; i += 1) await at.transferred();
    await passOn();
    await ear.until('queue');
    await rest();
    expect(ear.heard.filter((each) => each.event === 'queue').length).toBeLessThanOrEqual(2);
    const { rows } = await appPool().query('select count(*)::integer as n from outbox');
    expect(rows).toEqual([{ n: 0 }]);
    await ear.close();
  });

  test('when the house closes, every stream ends', async () => {
    const ear = await listen(at.zhao);
    endStreams();
    await ear.ended;
  });
});
