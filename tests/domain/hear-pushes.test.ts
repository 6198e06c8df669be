import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

type Hear = (event: object) => void;
const heard = new Map<string, Hear>();
const tabs: { url: string; focus: () => Promise<void>; navigate: (to: string) => Promise<void> }[] = [];
const shown: [string, object][] = [];
const deeds: string[] = [];
const fetched: [string, string][] = [];
const subscription = (name: string) => ({
  endpoint: `https://push.example.org/${name}`,
  options: { applicationServerKey: Uint8Array.of(4, 1).buffer },
  getKey: (which: string) => Uint8Array.of(which === 'auth' ? 1 : 2).buffer,
});

/** Tells the keeper of the pages something, as a browser does, and waits for what follows. */
async function tell(what: string, event: object): Promise<void> {
  const works: Promise<unknown>[] = [];
  heard.get(what)?.({ ...event, waitUntil: (work: Promise<unknown>) => works.push(work) });
  await Promise.all(works);
}

beforeAll(async () => {
  vi.stubGlobal('addEventListener', (name: string, hear: Hear) => heard.set(name, hear));
  vi.stubGlobal('registration', {
    showNotification: async (title: string, of: object) => void shown.push([title, of]),
    pushManager: { subscribe: async () => subscription('made-anew') },
  });
  vi.stubGlobal('clients', {
    matchAll: async () => tabs,
    openWindow: async (to: string) => void deeds.push(`opened ${to}`),
  });
  vi.stubGlobal('fetch', async (to: string, { body }: { body: URLSearchParams }) => {
    fetched.push([to, body.toString()]);
  });
  await import('../../src/ui/offline/hear-pushes.ts');
});
afterAll(() => vi.unstubAllGlobals());
beforeEach(() => {
  for (const each of [tabs, shown, deeds, fetched]) each.splice(0);
});

describe('What comes is shown', () => {
  test.each([
    [{ lang: 'zh' }, '回音 领导留言板', 'zh-CN'],
    [{ lang: 'en' }, 'Huiyin message board', 'en'],
    [{ lang: 'fr', title: '骗人的话' }, '回音 领导留言板', 'zh-CN'],
    [null, '回音 领导留言板', 'zh-CN'],
    ['words', '回音 领导留言板', 'zh-CN'],
  ])('%j in a language that it names, and in the house’s words alone', async (sent, title, lang) => {
    await tell('push', { data: { json: () => sent } });
    expect(shown).toMatchObject([[title, { lang, tag: 'notices' }]]);
  });

  test('also where it is empty or nonsense', async () => {
    await tell('push', { data: null });
    const json = () => JSON.parse('nonsense') as unknown;
    await tell('push', { data: { json } });
    expect(shown).toHaveLength(2);
  });
});

describe('Pressing it', () => {
  const tab = (url: string) => ({
    url,
    focus: async () => void deeds.push(`focused ${url}`),
    navigate: async (to: string) => void deeds.push(`went to ${to}`),
  });
  const notification = { close: () => void deeds.push('closed') };

  test('leads to the notices, in a tab that shows them already', async () => {
    tabs.push(tab('https://board.example.org/write'), tab('https://board.example.org/mine?after=3'));
    await tell('notificationclick', { notification });
    expect(deeds).toEqual(['closed', 'focused https://board.example.org/mine?after=3', 'went to /mine']);
  });

  test('and else in a new one, so that nobody’s words are lost', async () => {
    tabs.push(tab('https://board.example.org/write/words'));
    await tell('notificationclick', { notification });
    expect(deeds).toEqual(['closed', 'opened /mine#notices']);
  });
});

describe('A browser that is reached elsewhere from now on', () => {
  const fields = (name: string) =>
    `endpoint=https%3A%2F%2Fpush.example.org%2F${name}&p256dh=Ag&auth=AQ&key=BAE`;

  test('says so to the house', async () => {
    const moved = { oldSubscription: subscription('old'), newSubscription: subscription('new') };
    await tell('pushsubscriptionchange', moved);
    const before = '&before=https%3A%2F%2Fpush.example.org%2Fold';
    expect(fetched).toEqual([['/account/push?/on', fields('new') + before]]);
  });

  test('subscribes again where it has no other, and is silent where it knows of none', async () => {
    await tell('pushsubscriptionchange', { oldSubscription: subscription('old'), newSubscription: null });
    expect(fetched[0]?.[1]).toContain(fields('made-anew'));
    await tell('pushsubscriptionchange', {});
    expect(fetched).toHaveLength(1);
  });
});
