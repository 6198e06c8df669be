import { officeTabs, type OfficeTab } from '#server/views/desk/office-tabs.ts';

/** How many rows of the queue stand on one page. */
export const queueRows = 50;

/** The place in the office's queue that an address names. */
export interface OfficePlace {
  tab: OfficeTab;
  offset: number;
}

/** Reads the place; what it does not know becomes the beginning. */
export function officePlace({ searchParams }: URL): OfficePlace {
  const [tab, offset] = ['tab', 'offset'].map((name) => searchParams.get(name));
  return {
    tab: officeTabs.find((each) => each === tab) ?? 'all',
    offset: /^\d{1,6}$/.test(offset ?? '') ? Number(offset) : 0,
  };
}
