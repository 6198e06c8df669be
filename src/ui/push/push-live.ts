import { bytesOf, subscriptionFields } from './subscription-fields.ts';

type State =
  ('on' | 'off' | 'asking' | 'denied' | 'dismissed') | ('unsupported' | 'install' | 'expired' | 'failed');

/** What this browser remembers of having turned it on: without it nobody could tell "stopped working" from "never on". */
const mark = 'push';
const place = document.getElementById('push-here');
const key = place?.dataset['key'] ?? '';

void begin();

async function begin(): Promise<void> {
  if (!place) return;
  const subscription = await subscribed().catch(() => null);
  const row = subscription && (await rowOf(subscription));
  if (row) watchRemoval(row, subscription);
  for (const button of place.querySelectorAll<HTMLButtonElement>('[data-do=on]'))
    button.addEventListener('click', () => void turnOn());
  say(stateOf(subscription, row));
}

function stateOf(subscription: PushSubscription | null, row: HTMLElement | null): State {
  if (!('PushManager' in globalThis) || !('Notification' in globalThis) || !('serviceWorker' in navigator))
    return isAppleTab() ? 'install' : 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  if (subscription && row && subscriptionFields(subscription)['key'] === key) return 'on';
  // Still there on one side alone, or made for a key of ours that nothing new is sent under.
  return subscription || row || remembered() ? 'expired' : 'off';
}

/** On a phone or tablet of Apple push is for sites on the home screen alone. */
function isAppleTab(): boolean {
  return 'standalone' in navigator && navigator.standalone === false;
}

async function subscribed(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker?.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

async function turnOn(): Promise<void> {
  say('asking');
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return say(permission === 'denied' ? 'denied' : 'dismissed');
  try {
    await navigator.serviceWorker.register('/service-worker.js', { type: 'module' });
    const { pushManager } = await navigator.serviceWorker.ready;
    const old = await pushManager.getSubscription();
    const isOurs = old && subscriptionFields(old)['key'] === key;
    if (old && !isOurs) await old.unsubscribe();
    const options = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
    send(isOurs ? old : await pushManager.subscribe(options), old);
  } catch {
    say('failed');
  }
}

/** As a form, so that the page that answers says how it went. */
function send(subscription: PushSubscription, old: PushSubscription | null): void {
  const form = document.querySelector<HTMLFormElement>('#push-on');
  if (!form) return;
  const fields = { ...subscriptionFields(subscription), ...(old && { before: old.endpoint }) };
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input');
    [input.type, input.name, input.value] = ['hidden', name, value];
    form.append(input);
  }
  remember(true);
  form.submit();
}

/** The line of this browser in the list, which shows then that it is this one. */
async function rowOf({ endpoint }: PushSubscription): Promise<HTMLElement | null> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  const print = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const row = document.querySelector<HTMLElement>(`li[data-print="${print.slice(0, 32)}"]`);
  const here = row?.querySelector<HTMLElement>('[data-here]');
  if (here) here.hidden = false;
  return row;
}

/** Whoever turns it off here wants the browser to know it too. */
function watchRemoval(row: HTMLElement, subscription: PushSubscription): void {
  const form = row.querySelector('form');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    remember(false);
    void subscription
      .unsubscribe()
      .catch(() => false)
      .then(() => form.submit());
  });
}

function say(state: State): void {
  for (const part of place?.querySelectorAll<HTMLElement>('[data-state]') ?? [])
    part.hidden = part.dataset['state'] !== state;
}

function remembered(): boolean {
  try {
    return localStorage.getItem(mark) !== null;
  } catch {
    return false;
  }
}

function remember(on: boolean): void {
  try {
    if (on) localStorage.setItem(mark, 'on');
    else localStorage.removeItem(mark);
  } catch {
    // A browser that keeps nothing forgets this too.
  }
}
