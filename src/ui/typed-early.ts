type Field = HTMLInputElement | HTMLTextAreaElement;

// What was typed before the page's scripts had taken over: they write the server's values into its fields once more.
const early = new Map<Field, string>();

/** From now on until `giveBackTyped`, words in the page's fields are remembered; those that stand there already as well. */
export function watchTyping(): void {
  for (const field of document.querySelectorAll<Field>('input, textarea'))
    if (holdsWords(field) && field.value !== field.defaultValue) early.set(field, field.value);
  document.addEventListener('input', remember, true);
}

/** The scripts have taken over: what somebody typed meanwhile stands in its field again. */
export function giveBackTyped(): void {
  document.removeEventListener('input', remember, true);
  for (const [field, words] of early) {
    if (!field.isConnected || field.value === words) continue;
    field.value = words;
    // Counters and searches that listen hear of it.
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  early.clear();
}

function remember({ target }: Event): void {
  if (holdsWords(target)) early.set(target, target.value);
}

function holdsWords(target: EventTarget | null): target is Field {
  if (target instanceof HTMLTextAreaElement) return !target.readOnly;
  return (
    target instanceof HTMLInputElement &&
    ['text', 'search', 'tel', 'email', 'url', 'number', 'date'].includes(target.type)
  );
}
