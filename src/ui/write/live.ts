import { countGraphemes, tidy } from '../../domain/text.ts';
import { showSimilar } from './similar-live.ts';
import { shrinkChosen } from './shrink-chosen.ts';

// What the form does better where a script runs: counts while one types, shows what was answered to others, and makes large photographs fit. Everything
// works without it, and the server judges by the same count.
for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-most]')) {
  const count = document.getElementById(`${field.id}-count`);
  if (count) field.addEventListener('input', () => showCount(field, count));
}
for (const chooser of document.querySelectorAll<HTMLInputElement>('input[type=file][data-most-bytes]')) {
  chooser.addEventListener('change', () => void shrinkChosen(chooser));
}

const [form, aside] = [
  document.querySelector<HTMLFormElement>('form#stage'),
  document.querySelector<HTMLElement>('#likes'),
];
if (form && aside) showSimilar(form, aside);

function showCount(field: HTMLInputElement | HTMLTextAreaElement, count: HTMLElement): void {
  const have = countGraphemes(tidy(field.value));
  const most = Number(field.dataset['most']);
  const pattern = count.closest('[data-count]')?.getAttribute('data-count') ?? '{have} / {most}';
  const number = new Intl.NumberFormat('en-US');
  count.textContent = pattern.replace('{have}', number.format(have)).replace('{most}', number.format(most));
  count.classList.toggle('late', have > most);
}
