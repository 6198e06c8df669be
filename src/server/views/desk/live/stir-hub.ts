import { type Heard, hearStirs } from '../../../store/hear-stirs.ts';
import type { Stir } from '../../../store/stirs.ts';

/** What a desk that is open hears of. */
export type Told = { at: number; stirs: readonly Stir[] } | 'gap';

interface Hub {
  listeners: Set<(told: Told) => void>;
  /** What was heard of late, oldest first, for those who come back. */
  lately: { at: number; stirs: readonly Stir[] }[];
  /** Since when nothing was missed. */
  since: number;
  ear: { stop(): Promise<void> } | undefined;
  now: () => Date;
}

const mostKept = 500;
const hub: Hub = {
  listeners: new Set(),
  lately: [],
  since: Infinity,
  ear: undefined,
  now: () => new Date(0),
};

/** Hears what moves from now on, and first what moved after `since` (a moment heard before), or a gap where that is not known any more. Returns how to stop. */
export function onStirs(
  hear: (told: Told) => void,
  { since, now }: { since: number | undefined; now: () => Date },
): () => void {
  hub.now = now;
  hub.listeners.add(hear);
  hub.ear ??= hearStirs(tellAll);
  if (since !== undefined) catchUp(hear, since);
  return () => {
    hub.listeners.delete(hear);
    if (hub.listeners.size === 0) hush();
  };
}

function tellAll(heard: Heard): void {
  if (heard === 'gap') {
    hub.lately = [];
    hub.since = hub.now().getTime();
  } else {
    hub.lately.push(heard);
    const dropped = hub.lately.length > mostKept ? hub.lately.shift() : undefined;
    if (dropped) hub.since = dropped.at;
  }
  for (const hear of hub.listeners) hear(heard);
}

function catchUp(hear: (told: Told) => void, since: number): void {
  if (since < hub.since) hear('gap');
  else for (const each of hub.lately) if (each.at > since) hear(each);
}

// Nobody looks: the connection is given back.
function hush(): void {
  const { ear } = hub;
  Object.assign(hub, { ear: undefined, lately: [], since: Infinity });
  void ear?.stop();
}
