/** One thing that may be meant. */
export interface Offer {
  href: string;
  text: string;
  /** What it is: a place, a leader. */
  what: string;
}

/** The list below a search in which offers are chosen by arrow keys or pointer: a combobox with a listbox. */
export class OffersList {
  readonly #input: HTMLInputElement;
  readonly #list = document.createElement('ul');
  readonly #told = document.createElement('p');

  constructor(form: HTMLFormElement, input: HTMLInputElement) {
    this.#input = input;
    Object.assign(this.#list, { id: `${input.id}-offers`, hidden: true, className: 'offers' });
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', input.labels?.[0]?.textContent ?? '');
    this.#told.className = 'sr';
    this.#told.setAttribute('role', 'status');
    form.append(this.#list);
    const roles = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false' };
    for (const [name, value] of Object.entries({ ...roles, 'aria-controls': this.#list.id }))
      input.setAttribute(name, value);
    input.addEventListener('keydown', (event) => this.#key(event));
    input.addEventListener('blur', () => this.#show(false));
    // The box keeps the focus while an offer is pressed.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) => {
      const option = (event.target as Element).closest<HTMLElement>('[role="option"]');
      if (option) go(option);
    });
  }

  /** Shows these offers, and says to whoever cannot see them how many there are. */
  offer(offers: readonly Offer[], said: (n: number) => string): void {
    this.#list.replaceChildren(...offers.map((each, i) => optionOf(each, `${this.#list.id}-${i}`)));
    // It stands there from the first answer on: a page has other things to say before.
    if (!this.#told.isConnected) this.#list.after(this.#told);
    this.#told.textContent = offers.length > 0 ? said(offers.length) : '';
    this.#show(offers.length > 0);
  }

  get #options(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('[role="option"]')];
  }

  #show(open: boolean): void {
    this.#list.hidden = !open;
    this.#input.setAttribute('aria-expanded', String(open));
    if (!open) this.#choose(-1);
  }

  #choose(n: number): void {
    const all = this.#options;
    all.forEach((each, i) => each.setAttribute('aria-selected', String(i === n)));
    const option = all[n];
    if (option) this.#input.setAttribute('aria-activedescendant', option.id);
    else this.#input.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || this.#list.hidden) return;
    const all = this.#options;
    const chosen = all.findIndex((each) => each.getAttribute('aria-selected') === 'true');
    const option = all[chosen];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      // Beyond either end stands the box itself.
      const places = all.length + 1;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.#choose(((chosen + 1 + step + places) % places) - 1);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.#show(false);
    } else if (event.key === 'Enter' && option) {
      event.preventDefault();
      go(option);
    }
  }
}

function go(option: HTMLElement): void {
  location.assign(option.dataset['href'] ?? '');
}

function optionOf({ href, text, what }: Offer, id: string): HTMLElement {
  const option = document.createElement('li');
  option.id = id;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  option.dataset['href'] = href;
  const kind = document.createElement('small');
  kind.textContent = what;
  option.append(text, ' ', kind);
  return option;
}
