import type { Page } from 'playwright-core';

/** Elements whose text is smaller than so many pixels, one line each. */
export function smallText(page: Page, leastPx: number): Promise<string[]> {
  return page.evaluate((least) => {
    const found = new Map<Element, string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (!holder || !node.textContent?.trim() || !holder.checkVisibility({ visibilityProperty: true }))
        continue;
      if (holder.closest('.sr, script, style, noscript, [hidden], select')) continue;
      const box = holder.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue;
      let size = parseFloat(getComputedStyle(holder).fontSize);
      // Letters in a drawing grow and shrink with it.
      const drawing = holder.closest('svg');
      if (drawing) size *= drawing.getBoundingClientRect().width / (drawing.viewBox.baseVal.width || 1);
      if (size < least - 0.01) found.set(holder, `${size}px ${holder.outerHTML.slice(0, 110)}`);
    }
    for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
      const size = parseFloat(getComputedStyle(field).fontSize);
      const holdsText = !['checkbox', 'radio'].includes((field as HTMLInputElement).type);
      if (holdsText && field.checkVisibility() && size < least - 0.01)
        found.set(field, `${size}px ${field.outerHTML.slice(0, 110)}`);
    }
    return [...found.values()];
  }, leastPx);
}

/**
 * What one presses and is smaller than so many pixels either way, one line each. A label counts with its box; a link inside a
 * sentence is as tall as its line.
 */
export function smallTargets(page: Page, leastPx: number): Promise<string[]> {
  return page.evaluate((least) => {
    const found: string[] = [];
    const isInSentence = (target: Element): boolean => {
      if (target.tagName !== 'A' || getComputedStyle(target).display !== 'inline') return false;
      const around = target.closest('p, li, dd, figcaption, small, td');
      const words = around?.textContent?.trim().length ?? 0;
      return words > (target.textContent?.trim().length ?? 0);
    };
    const pressed = 'a[href], button, summary, select, textarea, input:not([type=hidden])';
    for (const target of document.querySelectorAll<HTMLElement>(pressed)) {
      if (!target.checkVisibility({ visibilityProperty: true }) || target.closest('.sr')) continue;
      if (target.matches('.skip, .sr') || isInSentence(target)) continue;
      const boxes = [target, ...((target as HTMLInputElement).labels ?? [])].map((each) =>
        each.getBoundingClientRect(),
      );
      const [width, height] = [
        Math.max(...boxes.map((box) => box.width)),
        Math.max(...boxes.map((box) => box.height)),
      ];
      if (width < 1 || height < 1) continue;
      if (width < least - 0.5 || height < least - 0.5)
        found.push(`${Math.round(width)}x${Math.round(height)} ${target.outerHTML.slice(0, 130)}`);
    }
    return found;
  }, leastPx);
}

/** Chinese words that stand in an English page as if they were English, one line each; names inside an English sentence may. */
export function unmarkedChinese(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isChinese = (text: string | null): boolean => {
      const count = text?.match(/\p{Script=Han}/gu)?.length ?? 0;
      return count > 0 && count >= (text?.match(/[a-z]/gi)?.length ?? 0);
    };
    const speaks = (at: Element): string => at.closest('[lang]')?.getAttribute('lang') ?? '';
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (!holder || holder.closest('script, style')) continue;
      if (isChinese(node.textContent) && speaks(holder).startsWith('en'))
        found.add(`${holder.outerHTML.slice(0, 60)} … ${(node.textContent ?? '').trim().slice(0, 40)}`);
    }
    for (const at of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
      for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
        if (isChinese(at.getAttribute(name)) && speaks(at).startsWith('en'))
          found.add(`${name}=${at.getAttribute(name)} at ${at.outerHTML.slice(0, 60)}`);
    return [...found];
  });
}

/** A walk by the tabulator key from the head of the page to its end: where one cannot see where one is, or cannot go on. */
export async function troubleByKeyboard(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo(0, 0);
  });
  const trouble: string[] = [];
  const seen = new Set<string>();
  for (let steps = 0; steps < 400; steps += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(whereFocusIs);
    if (!at || seen.has(at.id)) return steps === 0 ? ['nothing takes the focus'] : trouble;
    if (steps === 0 && !at.isSkipLink) trouble.push(`the first stop is no skip link: ${at.html}`);
    if (!at.marked) trouble.push(`focus not shown: ${at.html}`);
    if (at.hidden) trouble.push(`focus hidden: ${at.html}`);
    seen.add(at.id);
  }
  return [...trouble, 'the walk did not end'];
}

function whereFocusIs() {
  const at = document.activeElement as HTMLElement | null;
  if (!at || at === document.body) return null;
  at.dataset['stop'] ??= String(Math.random());
  // A switch and a card show the focus of the box that they hide.
  const shown = [at, at.nextElementSibling, at.parentElement, at.closest('label')].filter(
    (each): each is HTMLElement => each instanceof HTMLElement,
  );
  const box = at.getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width / 2, 300), box.top + Math.min(box.height / 2, 60)];
  const over = document.elementFromPoint(x, y);
  const label = (at as HTMLInputElement).labels?.[0];
  const isCovered = over !== null && !at.contains(over) && !over.contains(at) && !label?.contains(over);
  return {
    id: at.dataset['stop'],
    html: at.outerHTML.slice(0, 120),
    isSkipLink: at.classList.contains('skip'),
    marked: shown.some((each) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    }),
    hidden:
      box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth || isCovered,
  };
}
