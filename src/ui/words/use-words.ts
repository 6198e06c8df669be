import { getContext, setContext } from 'svelte';
import { words } from './words.ts';
import type { Lang, Words } from './words.ts';

const key = Symbol.for('huiyin.words');

/** Says once, in the outermost layout, which language all components below speak. */
export function speak(lang: Lang): Words {
  return setContext(key, words(lang));
}

/** The words of the page that the component stands on; Chinese where nobody said otherwise. */
export function useWords(): Words {
  return getContext<Words | undefined>(key) ?? words('zh');
}
