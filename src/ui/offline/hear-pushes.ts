import { subscriptionFields } from '../push/subscription-fields.ts';
import { pushed as en } from '../words/en/push.ts';
import { pushed as zh } from '../words/zh/push.ts';

interface Pushed extends Event {
  waitUntil(work: Promise<unknown>): void;
  readonly data: { json(): unknown } | null;
  readonly notification: { close(): void };
  readonly oldSubscription?: PushSubscription | null;
  readonly newSubscription?: PushSubscription | null;
}
interface Tab {
  readonly url: string;
  focus(): Promise<unknown>;
  navigate(to: string): Promise<unknown>;
}
interface Keeper {
  addEventListener(
    name: 'push' | 'notificationclick' | 'pushsubscriptionchange',
    hear: (pushed: Pushed) => void,
  ): void;
  registration: ServiceWorkerRegistration;
  clients: {
    matchAll(which: { type: 'window'; includeUncontrolled: true }): Promise<readonly Tab[]>;
    openWindow(to: string): Promise<unknown>;
  };
}

// What comes says that there is something new, and in which language to say so; what it is stands on the page of its reader.
const keeper = globalThis as unknown as Keeper;
const mine = '/mine';

keeper.addEventListener('push', (event) => event.waitUntil(show(event.data)));
keeper.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open());
});
keeper.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(tellMoved(event)));

async function show(data: Pushed['data']): Promise<void> {
  const words = langOf(data) === 'en' ? en : zh;
  await keeper.registration.showNotification(words.title, {
    body: words.body,
    lang: words === en ? 'en' : 'zh-CN',
    icon: '/icons/app-192.png',
    // A later one takes the place of what is shown still.
    tag: 'notices',
  });
}

function langOf(data: Pushed['data']): unknown {
  try {
    const told = data?.json();
    return typeof told === 'object' && told !== null && 'lang' in told ? told.lang : undefined;
  } catch {
    // A browser must show something for each push, also for one that it cannot read.
    return undefined;
  }
}

// A tab on another page stays where it is: somebody may be writing there.
async function open(): Promise<void> {
  const tabs = await keeper.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = tabs.find(({ url }) => new URL(url).pathname === mine);
  if (!there) return void (await keeper.clients.openWindow(`${mine}#notices`));
  await there.focus();
  await there.navigate(mine).catch(() => {});
}

// The browser is reached elsewhere from now on, as browsers do from time to time. Who is not signed in any more turns it on anew.
async function tellMoved({ oldSubscription, newSubscription }: Pushed): Promise<void> {
  const key = oldSubscription?.options.applicationServerKey;
  const fresh =
    newSubscription ??
    (key &&
      (await keeper.registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: key,
      })));
  if (!fresh) return;
  const before = oldSubscription?.endpoint ?? '';
  const body = new URLSearchParams({ ...subscriptionFields(fresh), before });
  await fetch('/account/push?/on', { method: 'POST', body, headers: { accept: 'text/html' } });
}
