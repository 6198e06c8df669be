import { invalidate, invalidateAll } from '$app/navigation';

/** What somebody did to the case that is open. */
export interface CaseNews {
  step: string;
  /** Null: its author, or the machine. */
  who: string | null;
}

const slowMs = 30_000;

/**
 * Keeps the lists of an open desk up to date: by the server's events, and where those cannot be had by looking again
 * every half minute. Nothing runs while the page is out of sight; back in sight it looks at once. Returns how to stop.
 */
export function keepLive(of: {
  /** When what is shown was read. */
  since: Date;
  code?: string | undefined;
  onCase?: (news: CaseNews) => void;
}): () => void {
  let source: EventSource | undefined;
  const refresh = () => Promise.all([invalidate('desk:queue'), invalidate('desk:wall')]);
  const listen = () => {
    source?.close();
    const query = new URLSearchParams({
      since: String(of.since.getTime()),
      ...(of.code && { case: of.code }),
    });
    source = new EventSource(`/api/v1/desk/events?${query}`);
    source.addEventListener('queue', () => void invalidate('desk:queue'));
    source.addEventListener('wall', () => void invalidate('desk:wall'));
    source.addEventListener('all', () => void refresh());
    source.addEventListener('case', ({ data }) => of.onCase?.(JSON.parse(data as string) as CaseNews));
    source.addEventListener('bye', () => source?.close());
  };
  const turn = () => {
    if (document.visibilityState === 'visible') {
      listen();
      void refresh();
    } else source?.close();
  };
  const dead = () => source === undefined || source.readyState === EventSource.CLOSED;
  const timer = setInterval(() => document.visibilityState === 'visible' && dead() && void refresh(), slowMs);
  document.addEventListener('visibilitychange', turn);
  if (document.visibilityState === 'visible') listen();
  return () => {
    source?.close();
    clearInterval(timer);
    document.removeEventListener('visibilitychange', turn);
  };
}

/** Shows the page as it stands now. */
export function showNow(): void {
  void invalidateAll();
}
