/** Can this browser seal? Old ones, and pages that came without TLS, cannot. */
export function isAble(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** An element that the page is known to have. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no ${id}.`);
  return found;
}

/** Sends JSON without saying who one is: no cookie goes with it. */
export async function post(
  address: string,
  body: unknown,
): Promise<{ ok: boolean; title: string | null; answer: unknown }> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const answer: unknown = text ? JSON.parse(text) : null;
  const title = (answer as { title?: unknown } | null)?.title;
  return { ok: response.ok, title: typeof title === 'string' ? title : null, answer };
}

/** Shows what is wrong beside the fields and as a list of links, as the page without a script does. */
export function showFaults(form: HTMLFormElement, faults: readonly { field: string; text: string }[]): void {
  const place = byId('faults');
  place.replaceChildren();
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
  if (faults.length === 0) return;
  const list = document.createElement('ol');
  for (const { field, text } of faults) {
    document.getElementById(field)?.setAttribute('aria-invalid', 'true');
    const link = document.createElement('a');
    [link.href, link.textContent] = [`#${field}`, text];
    const label = form.querySelector(`label[for="${field}"]`)?.firstChild?.textContent ?? '';
    const item = document.createElement('li');
    item.append(`${label.trim()} `, link);
    list.append(item);
  }
  const box = document.createElement('div');
  box.className = 'errs';
  box.append(list);
  place.append(box);
  document.getElementById(faults[0]?.field ?? '')?.focus();
}

/** Shows one sentence at the top of the form. */
export function showProblem(text: string): void {
  const box = document.createElement('div');
  box.className = 'notice bad';
  const line = document.createElement('p');
  line.textContent = text;
  box.append(line);
  byId('faults').replaceChildren(box);
  box.scrollIntoView({ block: 'center' });
}
