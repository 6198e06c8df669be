import { asTyped } from '../as-typed.ts';

/** What was answered to others, as the API tells it. */
interface Alike {
  code: string;
  title: string;
  unit: string;
}

const shortest = 4;
/** The beginning tells enough of what a message is about. */
const longest = 600;

/** Shows beside the form, while somebody writes, what was answered to others with much the same matter. */
export function showSimilar(form: HTMLFormElement, aside: HTMLElement): void {
  const [list, pattern] = [aside.querySelector('ul'), aside.querySelector('template')];
  const line = document.querySelector<HTMLElement>('#likes-line');
  const [title, body] = [form.querySelector('#title'), form.querySelector('#body')] as HTMLTextAreaElement[];
  if (!list || !pattern || !line || !title || !body) return;
  const before = [...list.children];
  const tell = (items: readonly Alike[]): void => {
    list.replaceChildren(...(items.length > 0 ? items.map((item) => rowOf(item, pattern)) : before));
    aside.hidden = list.children.length === 0;
    line.hidden = items.length === 0;
    const link = document.createElement('a');
    link.href = `#${aside.id}`;
    link.textContent = (aside.dataset['found'] ?? '').replace('7', String(items.length));
    line.replaceChildren(...(items.length > 0 ? [link] : []));
  };
  asTyped([title, body], {
    waitMs: 900,
    ask: async (signal) => {
      const words = { title: title.value.trim(), body: body.value.trim().slice(0, longest) };
      if (words.title.length < shortest) return tell([]);
      const { leader, topic } = aside.dataset;
      const answer = await fetch('/api/v1/messages/similar', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ leader: Number(leader), ...(topic && { topic: Number(topic) }), ...words }),
        signal,
      });
      // Whoever types too fast for the house keeps what was shown.
      if (answer.ok) tell(((await answer.json()) as { items: Alike[] }).items);
    },
  });
}

/** A row as the page drew its pattern. */
function rowOf({ code, title, unit }: Alike, pattern: HTMLTemplateElement): Node {
  const row = pattern.content.cloneNode(true) as DocumentFragment;
  const [link, by] = [row.querySelector('a'), row.querySelector('b')];
  if (link) Object.assign(link, { href: `/messages/${code}`, textContent: title });
  if (by) by.textContent = unit;
  // In an English page they are Chinese all the same.
  for (const chinese of [link, by]) if (chinese) chinese.lang = 'zh-CN';
  return row;
}
