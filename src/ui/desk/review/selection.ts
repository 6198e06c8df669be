import type { Selected } from './redaction.ts';

/** What is selected in one of the two texts or in the field in which the public text is edited; null when nothing is. */
export function readSelection(): Selected | null {
  const typed = document.activeElement;
  if (typed instanceof HTMLTextAreaElement || typed instanceof HTMLInputElement) return inField(typed);
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const pane = paneOf(range.startContainer);
  if (!pane || pane !== paneOf(range.endContainer)) return null;
  const [start, end] = [offsetIn(pane, 'start', range), offsetIn(pane, 'end', range)];
  const { side, field } = pane.dataset;
  if (!field || (side !== 'original' && side !== 'shown') || start >= end) return null;
  return { side, field, start, end };
}

/** Puts the caret behind an offset of one text, so that the keyboard goes on from there. */
export function placeCaret(pane: HTMLElement, offset: number): void {
  const run = runs(pane).findLast((each) => at(each) <= offset);
  const text = run?.firstChild;
  if (!run || !text) return;
  document.getSelection()?.collapse(text, Math.min(offset - at(run), text.textContent?.length ?? 0));
}

/** The field of one side that holds this node. */
export function paneOf(node: Node | null): HTMLElement | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  return element?.closest<HTMLElement>('[data-field][data-side]') ?? null;
}

function inField(field: HTMLTextAreaElement | HTMLInputElement): Selected | null {
  const { selectionStart: start, selectionEnd: end, name } = field;
  if (field.dataset['redacts'] !== 'yes' || start === null || end === null || start >= end) return null;
  return { side: 'shown', field: name, start, end };
}

const runs = (pane: HTMLElement) => [...pane.querySelectorAll<HTMLElement>('[data-at]')];
const at = (run: HTMLElement) => Number(run.dataset['at']);

function offsetIn(pane: HTMLElement, edge: 'start' | 'end', range: Range): number {
  const [node, offset] =
    edge === 'start' ? [range.startContainer, range.startOffset] : [range.endContainer, range.endOffset];
  const run = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-at]');
  if (run && node.nodeType === Node.TEXT_NODE) {
    // A mark is one piece: a boundary inside goes to its edge.
    const length = Number(run.dataset['length']);
    if (run.dataset['whole'] === 'yes') return at(run) + (edge === 'start' ? 0 : length);
    return at(run) + Math.min(offset, length);
  }
  return betweenRuns(pane, node, offset);
}

// The boundary lies between runs, such as at the end of a paragraph: the next run begins there.
function betweenRuns(pane: HTMLElement, node: Node, offset: number): number {
  const here = document.createRange();
  here.setStart(node, offset);
  const all = runs(pane);
  const next = all.find((run) => here.comparePoint(run, 0) >= 0);
  if (next) return at(next);
  const last = all.at(-1);
  return last ? at(last) + Number(last.dataset['length']) : 0;
}
