/** The event that a reason's radio sends when its two digits were typed. */
export const byDigits = 'chosen-by-digits';

let quietUntil = 0;
let typed = { digits: '', at: 0 };

/** The moving keys may be held down; a deed is done once. */
const moving = ['j', 'k'];
const betweenDigitsMs = 1500;

/** Lets deeds rest for a moment: a second press of a verdict's key must not fall on the next case. */
export function hushKeys(ms = 500): void {
  quietUntil = performance.now() + ms;
}

/** Presses the button or link on the page that carries this key (data-key), or, by two digits, a reason code (data-code). Never while somebody types. */
export function pressKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!moving.includes(key) && (event.repeat || performance.now() < quietUntil)) return;
  const target = /^\d$/.test(key) ? (byCode(key) ?? bearing('key', key)) : bearing('key', key);
  if (!target) return;
  event.preventDefault();
  if (target === 'wait') return;
  target.click();
  if (target.dataset['code']) target.dispatchEvent(new Event(byDigits, { bubbles: true }));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}

// While the reasons are open, digits belong to them: the first waits for the second.
function byCode(digit: string): HTMLElement | 'wait' | undefined {
  if (!document.querySelector('[data-codes="open"]')) return undefined;
  const now = performance.now();
  const digits = now - typed.at < betweenDigitsMs ? typed.digits + digit : digit;
  typed = digits.length >= 2 ? { digits: '', at: 0 } : { digits, at: now };
  return (digits.length >= 2 ? bearing('code', digits) : undefined) ?? 'wait';
}

function bearing(mark: 'key' | 'code', value: string): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>(`[data-${mark}="${CSS.escape(value)}"]`)];
  return all.find((each) => !each.matches(':disabled') && each.checkVisibility());
}
