import { paneOf } from './selection.ts';

const ways: Record<string, readonly [direction: 'forward' | 'backward', step: string]> = {
  ArrowRight: ['forward', 'character'],
  ArrowLeft: ['backward', 'character'],
  ArrowDown: ['forward', 'line'],
  ArrowUp: ['backward', 'line'],
  Home: ['backward', 'lineboundary'],
  End: ['forward', 'lineboundary'],
};

/** Selecting with the keyboard in a text that cannot be typed into: arrows move a caret of one letter, with Shift they extend. */
export function moveCaret(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const way = ways[event.key];
  const selection = document.getSelection();
  if (!way || !selection || event.altKey || event.metaKey) return;
  event.preventDefault();
  const pane = event.currentTarget;
  if (paneOf(selection.focusNode) !== pane) return begin(pane, selection);
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  const [direction, step] = way;
  const by = event.ctrlKey && step === 'character' ? 'word' : step;
  if (event.shiftKey) selection.modify('extend', direction, by);
  else {
    if (!selection.isCollapsed) selection.collapseToStart();
    selection.modify('move', direction, by);
    selection.modify('extend', 'forward', 'character');
  }
  // At the end of the text the caret stays where it was.
  if (paneOf(selection.focusNode) !== pane && anchorNode && focusNode)
    selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
}

// The letter that the caret stands on is selected, so that it shows.
function begin(pane: HTMLElement, selection: Selection): void {
  const first = pane.querySelector('[data-at]')?.firstChild;
  if (!first) return;
  selection.collapse(first, 0);
  selection.modify('extend', 'forward', 'character');
}
