import type { TypedLogFilter } from '#domain/auditing/access-log-filter.ts';

const fields = ['person', 'office', 'code', 'from', 'to', 'most'] as const;

/** The filter of the access log as it stands in an address. */
export function typedFilter({ searchParams }: URL): TypedLogFilter {
  return Object.fromEntries(fields.map((field) => [field, (searchParams.get(field) ?? '').slice(0, 100)]));
}
