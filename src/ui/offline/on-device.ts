import { clearDevice } from './outbox.ts';
import { watchForms } from './watch-forms.ts';
import { listKept } from './list-kept.ts';

// The one script of the public pages: it lets the device keep what was read, and what could not be sent. They do all without it.
void begin();

async function begin(): Promise<void> {
  if (!('serviceWorker' in navigator) || !('locks' in navigator)) return;
  // Whoever signs out leaves nothing behind on the device.
  if (new URLSearchParams(location.search).has('signed-out')) await Promise.all([clearDevice(), endPush()]);
  const registered = navigator.serviceWorker.register('/service-worker.js', { type: 'module' });
  await Promise.all([watchForms(), listKept(), registered]);
}

// The house has ended it already; so the browser's service need not keep it.
async function endPush(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe().catch(() => false);
}
