import { type Chosen, readFilter } from '../messages/list/read-filter.ts';

const place = ['province', 'city', 'county', 'region', 'topic', 'sub'];

/** Reads by what a list of marks is narrowed: place, topic, and words where it has them; whatever else stands in the address is passed over. */
export function readMarks(asked: URLSearchParams, { withWords }: { withWords: boolean }): Promise<Chosen> {
  const names = withWords ? [...place, 'q'] : place;
  return readFilter(new URLSearchParams([...asked].filter(([name]) => names.includes(name))));
}
