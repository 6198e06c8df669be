/** What was answered to others, as the API tells it. */
interface Alike {
  code: string;
  title: string;
  unit: string;
}

const waitMs = 900;
const shortest = 4;
/** The beginning tells enough of what a message is about. */
const longest = 600;

/** Shows beside the form, while somebody writes, what was answered to others with much the same matter. */
export function showSimilar(form: HTMLFormElement, aside: HTMLElement): void {
  const list = aside.querySelector('ul');
  const line = document.querySelector<HTMLElement>('#likes-line');
  const [title, body] = [form.querySelector('#title'), form.querySelector('#body')] as HTMLTextAreaElement[];
  if (!list || !line || !title || !body) return;
  const before = [...list.children];
  let asked: AbortController | undefined;
  let timer: number | undefined;
  const tell = (items: readonly Alike[]): void => {
    list.replaceChildren(...(items.length > 0 ? items.map((item) => rowOf(item, aside)) : before));
    aside.hidden = list.children.length === 0;
    line.hidden = items.length === 0;
    const link = document.createElement('a');
    link.href = `#${aside.id}`;
    link.textContent = (aside.dataset['found'] ?? '').replace('7', String(items.length));
    line.replaceChildren(...(items.length > 0 ? [link] : []));
  };
  const ask = async (): Promise<void> => {
    asked?.abort();
    const words = { title: title.value.trim(), body: body.value.trim().slice(0, longest) };
    if (words.title.length < shortest) return tell([]);
    asked = new AbortController();
    const { leader, topic } = aside.dataset;
    try {
      const answer = await fetch('/api/v1/messages/similar', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ leader: Number(leader), ...(topic && { topic: Number(topic) }), ...words }),
        signal: asked.signal,
      });
      // Whoever types too fast for the house keeps what was shown.
      if (answer.ok) tell(((await answer.json()) as { items: Alike[] }).items);
    } catch {
      // Typed on, or no network.
    }
  };
  const soon = (event: Event): void => {
    // While pinyin is being put together, its letters are not yet what is meant.
    if ((event as InputEvent).isComposing) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), waitMs);
  };
  for (const field of [title, body]) {
    field.addEventListener('input', soon);
    field.addEventListener('compositionend', soon);
  }
}

/** As the page draws one. */
function rowOf({ code, title, unit }: Alike, aside: HTMLElement): HTMLElement {
  const row = document.createElement('li');
  const head = row.appendChild(document.createElement('h3'));
  const link = head.appendChild(document.createElement('a'));
  Object.assign(link, { href: `/messages/${code}`, target: '_blank', textContent: title });
  const by = row.appendChild(document.createElement('p'));
  by.className = 'un';
  const chop = by.appendChild(document.createElement('span'));
  Object.assign(chop, { className: 'chop', textContent: aside.dataset['chop'] ?? '' });
  chop.setAttribute('aria-hidden', 'true');
  by.appendChild(document.createElement('b')).textContent = unit;
  return row;
}
