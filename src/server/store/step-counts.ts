// The site's bundle and the API have copies of this file, and one and the same process.
const place = Symbol.for('huiyin.step-counts');
const process_ = globalThis as unknown as Record<symbol, Map<string, number> | undefined>;

/** How often each step was taken in this process, or refused with which code: by `step outcome`. */
export function stepCounts(): ReadonlyMap<string, number> {
  return counts();
}

/** One more step with this outcome: done, or the code of its refusal. */
export function countStep(step: string, outcome: string): void {
  const key = `${step} ${outcome}`;
  counts().set(key, (counts().get(key) ?? 0) + 1);
}

function counts(): Map<string, number> {
  return (process_[place] ??= new Map());
}
