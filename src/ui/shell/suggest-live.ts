import { asTyped } from '../as-typed.ts';
import { type Offer, OffersList } from './offers-list.ts';

/** What may be meant, as the API answers. */
interface Suggestions {
  places: { code: string; name: string }[];
  leaders: { id: number; name: string; holder: string | null }[];
  topics: { id: number; name: string; nameEn: string }[];
  messages: { code: string; title: string }[];
}

const longest = 60;

/** Offers, below a search, what may be meant by what is typed so far. */
function offerBelow(form: HTMLFormElement, input: HTMLInputElement): void {
  const list = new OffersList(form, input);
  const said = (n: number): string => (form.dataset['suggested'] ?? '').replace('7', String(n));
  asTyped([input], {
    waitMs: 180,
    ask: async (signal) => {
      const q = input.value.trim();
      if (q === '' || q.length > longest) return list.offer([], said);
      const answer = await fetch(`/api/v1/suggestions?q=${encodeURIComponent(q)}`, { signal });
      // Whoever types too fast for the house simply gets no offers.
      list.offer(answer.ok ? offersOf((await answer.json()) as Suggestions, form) : [], said);
    },
  });
}

function offersOf({ places, leaders, topics, messages }: Suggestions, form: HTMLFormElement): Offer[] {
  const kinds = JSON.parse(form.dataset['suggest'] ?? '[]') as string[];
  const [place = '', leader = '', topic = '', message = ''] = kinds;
  const english = document.documentElement.lang.startsWith('en');
  const all = [
    ...places.map(({ code, name }) => ({ href: `/regions/${code}`, text: name, what: place })),
    ...leaders.map(({ id, name, holder }) => ({
      ...{ href: `/leaders/${id}`, text: holder ? `${name} ${holder}` : name, what: leader },
    })),
    ...topics.map(({ id, name, nameEn }) => ({
      ...{ href: `/topics/${id}`, text: english ? nameEn : name, what: topic },
    })),
    ...messages.map(({ code, title }) => ({ href: `/messages/${code}`, text: title, what: message })),
  ];
  // A search for posts alone has words for places and leaders only.
  return all.filter(({ what }) => what !== '');
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggest]')) {
  const input = form.querySelector('input');
  if (input) offerBelow(form, input);
}
