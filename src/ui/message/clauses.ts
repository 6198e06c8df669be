/** A title cut after each comma or stop, so that lines break between clauses and never inside a word. */
export function clauses(title: string): string[] {
  return title.split(/(?<=[，。！？；：、,;!?])/u).filter((part) => part !== '');
}
