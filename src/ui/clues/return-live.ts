import type { ClueStage } from '../../domain/clues/clue.ts';
import { letterFaults } from '../../domain/clues/clue-text.ts';
import { readSecret, type WriterSecret } from '../../domain/clues/writer-secret.ts';
import { faultTitle } from '../../domain/refusal.ts';
import { tidy } from '../../domain/text.ts';
import { stamp } from '../dates.ts';
import { watchChooser } from './files/chosen-files.ts';
import { sendFiles } from './files/send-files.ts';
import { byId, isAble, post, showFaults, showProblem } from './page-parts.ts';
import { fromBase64, openWords, sealWords, toBase64, unwrapKey } from './seal.ts';

/** A clue as the house gives it to whoever finds it. */
interface Found {
  stage: ClueStage;
  receivedAt: string;
  wrapped: string;
  letters: { mine: boolean; at: string; sealed: string | null }[];
}

// Letters are opened and sealed here: the half of the secret that opens them never leaves the browser.
const entry = document.querySelector<HTMLFormElement>('form#return');
const reply = document.querySelector<HTMLFormElement>('form#reply');
const lang = entry?.dataset['lang'] === 'en' ? 'en' : 'zh';
let halves: WriterSecret | null = null;
const chosen = reply && isAble() ? watchChooser(reply, lang) : null;
if (entry && reply && isAble()) {
  entry.addEventListener('submit', (event) => {
    event.preventDefault();
    halves = readSecret(String(new FormData(entry).get('secret') ?? ''));
    const faults = halves
      ? []
      : [{ field: 'secret', text: faultTitle({ field: 'secret', code: 'wrong-secret' }, lang) }];
    showFaults(entry, faults);
    if (halves) void trying(entry, () => open(entry));
  });
  reply.addEventListener('submit', (event) => {
    event.preventDefault();
    void trying(reply, () => write(entry, reply));
  });
}

async function trying(form: HTMLFormElement, work: () => Promise<void>): Promise<void> {
  const button = form.querySelector('button');
  const usual = button?.textContent ?? '';
  try {
    if (button) [button.disabled, button.textContent] = [true, entry?.dataset['opening'] ?? ''];
    await work();
  } catch {
    showProblem(entry?.dataset['failed'] ?? '');
  } finally {
    if (button) [button.disabled, button.textContent] = [false, usual];
  }
}

async function open(entry: HTMLFormElement): Promise<void> {
  if (!halves) return;
  const { ok, title, answer } = await post('/api/v1/clue-returns', { find: halves.find });
  if (!ok) return showProblem(title ?? '');
  const found = answer as Found;
  const identity = await unwrapKey(fromBase64(found.wrapped), halves.open);
  const words = JSON.parse(entry.dataset['words'] ?? '{}') as Record<
    'stage' | 'told',
    Record<ClueStage, string>
  >;
  const place = byId('found');
  const now = byId('now-stage');
  now.dataset['pattern'] ??= now.textContent ?? '';
  now.textContent = now.dataset['pattern']
    .replace('{name}', words.stage[found.stage])
    .replace('{text}', words.told[found.stage]);
  const day = stamp(new Date(found.receivedAt), lang);
  byId('now-received').textContent = (place.dataset['received'] ?? '').replace('{day}', day);
  byId('no-letters').hidden = found.letters.length > 0;
  const items = found.letters.map(async ({ mine, at, sealed }) => {
    const text = sealed ? await openWords(fromBase64(sealed), [identity]) : (place.dataset['sealed'] ?? '');
    return letterItem(mine ? place.dataset['mine'] : place.dataset['theirs'], at, text);
  });
  byId('letter-list').replaceChildren(...(await Promise.all(items)));
  entry.reset();
  [place.hidden, entry.hidden] = [false, true];
  byId('now').focus();
}

function letterItem(who: string | undefined, at: string, text: string): HTMLElement {
  const [item, name, time, words] = ['li', 'b', 'time', 'p'].map((tag) => document.createElement(tag)) as [
    HTMLElement,
    HTMLElement,
    HTMLTimeElement,
    HTMLElement,
  ];
  name.textContent = who ?? '';
  [time.dateTime, time.textContent] = [at, stamp(new Date(at), lang)];
  [words.className, words.textContent] = ['words', text];
  item.append(name, ' ', time, words);
  return item;
}

async function write(entry: HTMLFormElement, reply: HTMLFormElement): Promise<void> {
  const letter = tidy(String(new FormData(reply).get('letter') ?? ''));
  const faults = letterFaults(letter).map((fault) => ({ field: fault.field, text: faultTitle(fault, lang) }));
  const attached = await chosen?.();
  faults.push(...(attached?.faults ?? []));
  showFaults(reply, faults);
  const sealed = faults.length > 0 ? null : await sealWords(letter, [entry.dataset['recipient'] ?? '']);
  if (!sealed || !halves) return;
  const files = await sendFiles(attached?.files ?? [], entry.dataset['recipient'] ?? '');
  if (files.problem !== null) return showProblem(files.problem || (entry.dataset['failed'] ?? ''));
  const body = { find: halves.find, sealed: toBase64(sealed), files: files.ids };
  const { ok, title } = await post('/api/v1/clue-letters', body);
  if (!ok) return showProblem(title ?? '');
  reply.reset();
  await open(entry);
  showProblem(byId('found').dataset['sent'] ?? '');
  document.querySelector('#faults .notice')?.classList.replace('bad', 'good');
}
