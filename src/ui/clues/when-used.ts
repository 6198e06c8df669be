import { byId, isAble } from './page-parts.ts';

// What seals and opens weighs more than the page: it comes when somebody begins to use the form, and the form waits for it.
const form = document.querySelector<HTMLFormElement>('form#clue, form#return');
const address = document.querySelector<HTMLScriptElement>('script[data-live]')?.dataset['live'];
if (form && address && isAble()) {
  if (form.id === 'clue') [byId('with-script').hidden, byId('without-script').hidden] = [false, true];
  let coming: Promise<unknown> | undefined;
  const fetched = (): Promise<unknown> => (coming ??= import(/* @vite-ignore */ address));
  const hold = (event: SubmitEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    // Where it does not come, the form is sent as it is, as where no script runs.
    fetched()
      .then(release, release)
      .then(
        () => form.requestSubmit(event.submitter),
        () => {},
      );
  };
  const release = (): void => form.removeEventListener('submit', hold);
  // What was typed and chosen meanwhile is told to it.
  const catchUp = (): void => {
    release();
    form.dispatchEvent(new Event('input'));
    for (const chooser of form.querySelectorAll<HTMLInputElement>('input[type=file]'))
      if (chooser.files?.length) chooser.dispatchEvent(new Event('change', { bubbles: true }));
  };
  form.addEventListener('submit', hold);
  form.addEventListener('focusin', () => void fetched().then(catchUp, () => (coming = undefined)), {
    once: true,
  });
}
