import { findPersonalData } from '../../../domain/screening/find-personal-data.ts';

/** What looks personal in a reply that everybody will read; empty when nothing does. */
export function personalWords(text: string): string {
  return [...new Set(findPersonalData(text).map((datum) => datum.text))].join('、');
}
