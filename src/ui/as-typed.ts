/** What follows what somebody types. */
interface Following {
  /** Rest between two keys after which it is asked, in milliseconds. */
  waitMs: number;
  /** Asks; broken off by the signal when more was typed meanwhile. Failing is no matter: what was shown before stays. */
  ask(signal: AbortSignal): Promise<void>;
}

/** Asks whenever somebody who types in one of these fields rests for a moment; while pinyin is being put together, its letters are not yet what is meant. */
export function asTyped(
  fields: readonly (HTMLInputElement | HTMLTextAreaElement)[],
  { waitMs, ask }: Following,
): void {
  let asked: AbortController | undefined;
  let timer: number | undefined;
  const askNow = (): void => {
    asked?.abort();
    asked = new AbortController();
    ask(asked.signal).catch(() => {});
  };
  const soon = (event: Event): void => {
    if ((event as InputEvent).isComposing) return;
    clearTimeout(timer);
    timer = window.setTimeout(askNow, waitMs);
  };
  for (const field of fields) {
    field.addEventListener('input', soon);
    field.addEventListener('compositionend', soon);
  }
}
