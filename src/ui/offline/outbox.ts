import { mostDays } from './which-kept.ts';

/** A form that could not be sent, as it waits on the device; once it was received its words are gone and where it led stays. */
export interface WaitingForm {
  /** Where it goes; a later one to the same place takes its place. */
  path: string;
  body: string;
  at: number;
  state: 'kept' | 'received' | 'trouble';
  /** The page that answered. */
  led: string | null;
}

const [file, shelf] = ['huiyin-waiting', 'forms'];

/** Keeps a form until there is a connection. */
export async function keepForm(path: string, body: string, now: number): Promise<void> {
  await onShelf('readwrite', (forms) =>
    forms.put({ path, body, at: now, state: 'kept', led: null } satisfies WaitingForm),
  );
}

/** What waits or was received, the oldest first; what waited too long is gone. */
export async function waitingForms(now: number): Promise<WaitingForm[]> {
  const all = (await onShelf<WaitingForm[]>('readonly', (forms) => forms.getAll())) ?? [];
  const stale = all.filter(({ at }) => now - at > mostDays * 86_400_000);
  for (const { path } of stale) await dropForm(path);
  return all.filter((each) => !stale.includes(each)).sort((a, b) => a.at - b.at);
}

/** Forgets one. */
export async function dropForm(path: string): Promise<void> {
  await onShelf('readwrite', (forms) => forms.delete(path));
}

/** Forgets everything that lies on this device. */
export async function clearDevice(): Promise<void> {
  await onShelf('readwrite', (forms) => forms.clear());
  for (const name of await caches.keys()) await caches.delete(name);
}

/**
 * Sends what waits, one after the other and only from one place at a time. The server takes each once, however often it comes: a draft
 * is one message, and words of an earlier revision are not laid over later ones. Gives whether all of it left.
 */
export async function sendWaiting(now: number): Promise<boolean> {
  return navigator.locks.request(file, async () => {
    const kept = (await waitingForms(now)).filter(({ state }) => state === 'kept');
    for (const form of kept) {
      const answer = await post(form).catch(() => null);
      if (!answer) return false;
      const state = answer.ok && answer.redirected ? 'received' : 'trouble';
      // Words that arrived, or that a page must show again, have no business here any more.
      const body = state === 'received' ? '' : form.body;
      const led = state === 'received' ? answer.url : null;
      await onShelf('readwrite', (forms) => forms.put({ ...form, body, state, led } satisfies WaitingForm));
    }
    return true;
  });
}

function post({ path, body }: WaitingForm): Promise<Response> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  return fetch(path, { method: 'POST', body, headers, credentials: 'same-origin' });
}

async function onShelf<Result>(
  mode: IDBTransactionMode,
  work: (forms: IDBObjectStore) => IDBRequest,
): Promise<Result | undefined> {
  const opened = indexedDB.open(file, 1);
  opened.addEventListener('upgradeneeded', () => opened.result.createObjectStore(shelf, { keyPath: 'path' }));
  const database = (await done(opened)) as IDBDatabase;
  try {
    return (await done(work(database.transaction(shelf, mode).objectStore(shelf)))) as Result;
  } finally {
    database.close();
  }
}

function done(request: IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('the device keeps nothing')));
  });
}
