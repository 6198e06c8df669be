import { dropForm, keepForm, sendWaiting, type WaitingForm, waitingForms } from './outbox.ts';

type State = 'offer' | 'kept' | 'sending' | 'received' | 'arrived' | 'trouble';

const note = document.getElementById('offline-note');

/** Offers to keep a form that is sent without a connection, says where it is, and sends it once there is one again. */
export async function watchForms(): Promise<void> {
  if (!note) return;
  for (const form of document.querySelectorAll<HTMLFormElement>('main form[method=post]')) {
    if (form.enctype === 'multipart/form-data') continue;
    form.addEventListener('submit', (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      offer(form, event.submitter);
    });
  }
  addEventListener('online', () => void send());
  button('send')?.addEventListener('click', () => void send());
  if (navigator.onLine) await send();
  else await show();
}

// Asked at the moment: on a device that others use too nothing is kept that its writer did not want there.
function offer(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const path = new URL(form.getAttribute('action') ?? location.href, location.href);
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) body.append(name, String(value));
  say('offer');
  const [keep, leave] = [button('keep'), button('leave')];
  if (!keep || !leave) return;
  keep.onclick = async () => {
    await keepForm(path.pathname + path.search, body.toString(), Date.now());
    const { sync } = (await navigator.serviceWorker.ready) as {
      sync?: { register(tag: string): Promise<void> };
    };
    // Where the browser knows how, it is sent though the page is closed by then.
    await sync?.register('waiting').catch(() => {});
    await show();
  };
  leave.onclick = () => {
    if (note) note.hidden = true;
  };
  keep.focus();
}

async function send(): Promise<void> {
  const waits = (await waitingForms(Date.now())).some(({ state }) => state === 'kept');
  if (waits) say('sending');
  if (waits) await sendWaiting(Date.now());
  await show();
}

async function show(): Promise<void> {
  const last = (await waitingForms(Date.now())).at(-1);
  if (!last) return;
  const led = last.led === null ? null : new URL(last.led);
  const code = led?.pathname === '/write/sent' ? led.searchParams.get('code') : null;
  say(last.state === 'received' ? (code ? 'received' : 'arrived') : last.state, last, code);
  for (const forget of document.querySelectorAll<HTMLButtonElement>('#offline-note [data-do=forget]'))
    forget.onclick = async () => {
      await dropForm(last.path);
      if (note) note.hidden = true;
    };
}

function say(state: State, form?: WaitingForm, code?: string | null): void {
  if (!note) return;
  note.hidden = false;
  for (const part of note.querySelectorAll<HTMLElement>('[data-state]'))
    part.hidden = part.dataset['state'] !== state;
  const link = note.querySelector<HTMLAnchorElement>(`[data-state=${state}] a`);
  if (link && form) link.href = form.led ?? form.path;
  const number = note.querySelector(`[data-state=${state}] [data-number]`);
  if (number && code) number.textContent = code.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
}

function button(deed: string): HTMLButtonElement | null {
  return note?.querySelector<HTMLButtonElement>(`[data-do=${deed}]`) ?? null;
}
