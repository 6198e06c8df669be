import { askPasskey, isAble, PasskeyRefused } from './ask-passkey.ts';

/** Shows the forms for passkeys of a page that ships no other script, where the browser can do them. */
function showForms(): void {
  if (!isAble()) return;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.parentElement?.removeAttribute('hidden');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void ask(form);
    });
  }
}

async function ask(form: HTMLFormElement): Promise<void> {
  const { passkey, href = '', back, stopped = '' } = form.dataset;
  const said = form.querySelector('[role="status"]');
  const button = form.querySelector('button');
  if (button) button.disabled = true;
  if (said) said.textContent = '';
  try {
    const name = form.querySelector('input')?.value;
    location.assign(await askPasskey({ act: passkey as never, href }, { back, name }));
  } catch (error) {
    // Whoever closes the browser's own window has changed their mind.
    if (said) said.textContent = error instanceof PasskeyRefused ? error.message : stopped;
    if (button) button.disabled = false;
  }
}

showForms();
