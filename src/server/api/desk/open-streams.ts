import { Refusal } from '../../../domain/refusal.ts';

/** The streams of this process, so that they end with it. */
interface Streams {
  closers: Set<() => void>;
  bySession: Map<string, number>;
}

/** A browser has six connections to a host in all: some must stay for the pages. */
const mostPerSession = 4;
const mostInAll = 2000;

const place = Symbol.for('huiyin.streams');
const process_ = globalThis as unknown as Record<symbol, Streams | undefined>;

/** Counts one more stream of a session; refuses one too many. Returns how to count it out. */
export function countIn(session: string, close: () => void): () => void {
  const { closers, bySession } = streams();
  const own = bySession.get(session) ?? 0;
  if (own >= mostPerSession) throw new Refusal('too-many', { with: { retryAfterSeconds: 60 } });
  if (closers.size >= mostInAll) throw new Refusal('busy');
  bySession.set(session, own + 1);
  closers.add(close);
  return () => {
    if (!closers.delete(close)) return;
    const left = (bySession.get(session) ?? 1) - 1;
    if (left > 0) bySession.set(session, left);
    else bySession.delete(session);
  };
}

/** Ends every stream: the process takes its leave. */
export function endStreams(): void {
  for (const close of [...streams().closers]) close();
}

function streams(): Streams {
  return (process_[place] ??= { closers: new Set(), bySession: new Map() });
}
