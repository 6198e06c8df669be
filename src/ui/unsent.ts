const marked = new WeakSet<object>();

/** Marks what a page is drawn from and its browser never gets: a page without script needs no second copy of its data. */
export function unsent<Data extends object>(data: Data): Data {
  marked.add(data);
  return data;
}

/** Was this marked? */
export function isUnsent(value: unknown): boolean {
  return typeof value === 'object' && value !== null && marked.has(value);
}
