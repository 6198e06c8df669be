import { kinds, urgencies } from '#domain/message.ts';
import { officeTabs, type OfficeTab } from '#domain/office-tabs.ts';
import { dueChoices, type QueueFilter } from '#server/views/desk/queue-filter.ts';

/** How many rows of the queue stand on one page. */
export const queueRows = 50;

/** The place in the office's queue that an address names. */
export interface OfficePlace {
  tab: OfficeTab;
  offset: number;
  filter: QueueFilter;
}

/** Reads the place; what it does not know becomes the beginning. */
export function officePlace({ searchParams }: URL): OfficePlace {
  const [tab, offset] = ['tab', 'offset'].map((name) => searchParams.get(name));
  return {
    tab: officeTabs.find((each) => each === tab) ?? 'all',
    filter: queueFilter(searchParams),
    offset: /^\d{1,6}$/.test(offset ?? '') ? Number(offset) : 0,
  };
}

function queueFilter(from: URLSearchParams): QueueFilter {
  const given = (name: string) => from.get(name)?.trim() ?? '';
  const topic = given('topic');
  const region = given('region');
  const text = given('q').slice(0, 50);
  return {
    kind: kinds.find((each) => each === given('kind')),
    topic: /^[1-9]\d{0,4}$/.test(topic) && Number(topic) <= 32_767 ? Number(topic) : undefined,
    urgency: urgencies.find((each) => each === given('urgency')),
    region: /^\d{6}(\d{3}|\d{6})?$/.test(region) ? region : undefined,
    due: dueChoices.find((each) => each === given('due')),
    watched: given('watched') === 'true' || undefined,
    mine: given('mine') === 'true' || undefined,
    text: text || undefined,
  };
}
