import { type ClueText, clueFaults, tidyClue } from '../../domain/clues/clue-text.ts';
import { faultTitle } from '../../domain/refusal.ts';
import { isDangerToLife } from '../../domain/screening/danger.ts';
import { composeClue } from './compose-clue.ts';
import { watchChooser } from './files/chosen-files.ts';
import { sendFiles } from './files/send-files.ts';
import { byId, isAble, post, showFaults, showProblem } from './page-parts.ts';
import { toBase64 } from './seal.ts';

// Seals what is written before anything leaves the browser. Where the browser cannot, the form is sent as it is and the
// door seals it.
const form = document.querySelector<HTMLFormElement>('form#clue');
const chosen = form && isAble() ? watchChooser(form, form.dataset['lang'] === 'en' ? 'en' : 'zh') : null;
if (form && isAble()) {
  [byId('with-script').hidden, byId('without-script').hidden] = [false, true];
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(form);
  });
  form.addEventListener('input', () => {
    const { unit, body } = clueIn(form);
    byId('danger-seen').hidden = !isDangerToLife(`${unit}\n${body}`);
  });
  byId('print').addEventListener('click', () => print());
  byId('copy').addEventListener('click', () => void copy());
}

async function send(form: HTMLFormElement): Promise<void> {
  const { key, recipient = '', lang, sending = '', failed = '', tooLong = '' } = form.dataset;
  const clue = clueIn(form);
  const faults = clueFaults(clue).map((fault) => ({
    field: fault.field,
    text: faultTitle(fault, lang === 'en' ? 'en' : 'zh'),
  }));
  const attached = await chosen?.();
  faults.push(...(attached?.faults ?? []));
  showFaults(form, faults);
  if (faults.length > 0) return;
  const button = form.querySelector('button');
  const usual = button?.textContent ?? '';
  try {
    if (button) [button.disabled, button.textContent] = [true, sending];
    const made = await composeClue(clue, recipient);
    if (!made) return showProblem(tooLong);
    const writer = { ...made.writer, wrapped: toBase64(made.writer.wrapped) };
    const files = await sendFiles(attached?.files ?? [], recipient);
    if (files.problem !== null) return showProblem(files.problem || failed);
    const body = {
      key: Number(key),
      sealed: toBase64(made.sealed),
      writer,
      things: made.things,
      files: files.ids,
    };
    const { ok, title } = await post('/api/v1/clues', body);
    if (ok) showSecret(made.secret);
    else showProblem(title ?? failed);
  } catch {
    showProblem(failed);
  } finally {
    if (button) [button.disabled, button.textContent] = [false, usual];
  }
}

function clueIn(form: HTMLFormElement): ClueText {
  const given = new FormData(form);
  const text = (name: string) => String(given.get(name) ?? '');
  return tidyClue({
    ...{ unit: text('unit'), province: text('province'), when: text('when') },
    ...{ body: text('body'), contact: text('contact') },
  });
}

// What was written leaves the page with the form, so that the way back shows nothing.
function showSecret(secret: string): void {
  byId('secret').textContent = secret;
  byId('sent').hidden = false;
  form?.reset();
  byId('writing').remove();
  byId('secret-title').focus();
}

async function copy(): Promise<void> {
  await navigator.clipboard.writeText(byId('secret').textContent ?? '');
  const button = byId('copy');
  button.textContent = button.dataset['done'] ?? '';
}
