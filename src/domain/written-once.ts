/** A function of one word or number that works each answer out once; it keeps so many, then begins anew. */
export function writtenOnce<Key extends string | number, Value>(
  most: number,
  make: (key: Key) => Value,
): (key: Key) => Value {
  const kept = new Map<Key, { value: Value }>();
  return (key) => {
    const known = kept.get(key);
    if (known) return known.value;
    if (kept.size >= most) kept.clear();
    const value = make(key);
    kept.set(key, { value });
    return value;
  };
}
