import { solveChallenge } from 'altcha-lib/v1';

/** A challenge as the page carries it. */
interface Work {
  algorithm: string;
  challenge: string;
  maxnumber: number;
  salt: string;
  signature: string;
}

// Works the proof out while its form is filled in. Where that cannot be done the question stays, as for everybody without a script.
for (const box of document.querySelectorAll<HTMLElement>('[data-work]')) {
  const form = box.closest('form');
  const field = box.querySelector<HTMLInputElement>('[name=proofWork]');
  if (form && field && globalThis.crypto?.subtle) prove(box, form, field);
}

function prove(box: HTMLElement, form: HTMLFormElement, field: HTMLInputElement): void {
  const question = box.querySelector<HTMLElement>('[data-question]');
  const told = box.querySelector<HTMLElement>('[data-told]');
  const show = (asked: boolean, text: string) => {
    if (question) question.hidden = !asked;
    if (told) told.textContent = text;
  };
  show(false, box.dataset['working'] ?? '');
  let isOver = false;
  const solving = solve(JSON.parse(box.dataset['work'] ?? '{}') as Work)
    .then((solved) => {
      field.value = solved ?? '';
      show(solved === null, solved === null ? '' : (box.dataset['done'] ?? ''));
    })
    .catch(() => show(true, ''))
    .finally(() => (isOver = true));
  // Whoever is quicker than the work waits for it; what they pressed is pressed again.
  form.addEventListener('submit', (event) => {
    if (isOver) return;
    event.preventDefault();
    const { submitter } = event;
    void solving.then(() => form.requestSubmit(submitter));
  });
}

async function solve({ algorithm, challenge, maxnumber, salt, signature }: Work): Promise<string | null> {
  const solution = await solveChallenge(challenge, salt, algorithm, maxnumber).promise;
  if (!solution) return null;
  return btoa(JSON.stringify({ algorithm, challenge, number: solution.number, salt, signature }));
}
