import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import {
  poolSigns,
  replicaSigns,
  type VitalSigns,
  vitalSigns,
} from '../../server/store/operate/vital-signs.ts';
import { stepCounts } from '../../server/views/step-counts.ts';
import { smsCounts } from '../../server/after/sms-counts.ts';
import type { PageCache } from '../page-cache/page-cache.ts';
import type { NoteRequest } from './note-requests.ts';

/** What is told of a process: names begin with huiyin_; no label holds more than the program's own words. */
export interface Metrics {
  text(): Promise<string>;
  type: string;
  note: NoteRequest;
}

const vital: Record<keyof VitalSigns, [name: string, help: string]> = {
  outboxRows: ['outbox_rows', 'Rows that steps left and the worker did not take yet'],
  outboxOldestSeconds: ['outbox_oldest_seconds', 'Age of the oldest of them'],
  jobsWaiting: ['jobs_waiting', 'Jobs of the queue whose time has come'],
  jobsOldestSeconds: ['jobs_oldest_seconds', 'For how long the oldest of them waits'],
  jobsGivenUp: ['jobs_given_up', 'Jobs that no further try follows'],
  clocksOverdue: ['clocks_overdue', 'Clocks whose moment has come and that were not fired yet'],
  clocksOldestSeconds: ['clocks_oldest_seconds', 'For how long the first of them is due'],
  deltasUnfolded: ['deltas_unfolded', 'Movements of numbers that are not folded yet'],
};

/** Makes the metrics of this process; those of requests and pages where it is a web process. */
export function makeMetrics(of: { route?: (target: string) => string; pages?: PageCache | null }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'huiyin_' });
  const ask = askedOnce();
  vitals(registers, ask);
  pools(registers, ask);
  counted(registers);
  if (of.pages) keptPages(registers, of.pages);
  const requests = new Histogram({
    name: 'huiyin_request_seconds',
    help: 'How long requests took, but those answered from kept pages',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  return {
    text: () => registry.metrics(),
    type: registry.contentType,
    note: ({ method, target, status, seconds }) =>
      requests.observe({ route: of.route?.(target) ?? 'other', method: known(method), status }, seconds),
  };
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const known = (method: string): string => (methods.includes(method) ? method : 'other');

type Registers = Registry[];

function vitals(registers: Registers, ask: Ask): void {
  const gauge = (name: string, help: string, read: (signs: Signs) => number) =>
    new Gauge({
      name: `huiyin_${name}`,
      help,
      registers,
      async collect() {
        this.set(read(await ask()));
      },
    });
  gauge('database_up', 'Whether the database answers', ({ found }) => (found ? 1 : 0));
  gauge('database_answer_seconds', 'How long it took to tell these', ({ seconds }) => seconds);
  for (const [sign, [name, help]] of Object.entries(vital))
    gauge(name, help, ({ found }) => found?.[sign as keyof VitalSigns] ?? Number.NaN);
}

type Ask = () => Promise<Signs>;
interface Signs {
  found: VitalSigns | null;
  seconds: number;
}

/** Whoever asks while an answer is on its way shares it: one question for all gauges. */
function askedOnce(): Ask {
  let asked: Promise<Signs> | undefined;
  return () => {
    const begun = performance.now();
    return (asked ??= vitalSigns()
      .then((found) => ({ found, seconds: (performance.now() - begun) / 1000 }))
      .finally(() => (asked = undefined)));
  };
}

function pools(registers: Registers, ask: Ask): void {
  new Gauge({
    name: 'huiyin_pool_connections',
    help: 'Connections of this process to the database, and who waits for one',
    labelNames: ['pool', 'state'],
    registers,
    async collect() {
      // The question for the others takes a connection itself.
      await ask();
      for (const { pool, ...states } of poolSigns())
        for (const [state, n] of Object.entries(states)) this.set({ pool, state }, n);
    },
  });
}

function counted(registers: Registers): void {
  const each = (name: string, help: string, counts: () => ReadonlyMap<string, number>, labels: string[]) =>
    new Counter({
      name,
      help,
      labelNames: labels,
      registers,
      collect() {
        this.reset();
        for (const [key, n] of counts()) {
          const words = key.split(' ');
          this.inc(Object.fromEntries(labels.map((label, i) => [label, words[i] ?? ''])), n);
        }
      },
    });
  each('huiyin_steps_total', 'Steps with messages: done, or the code of the refusal', stepCounts, [
    'step',
    'outcome',
  ]);
  each(
    'huiyin_visitors_reads_total',
    'What visitors read where there is a replica: from it, or from the database because it was behind or away',
    () => new Map(Object.entries(replicaSigns())),
    ['from'],
  );
  each(
    'huiyin_sms_total',
    'Text messages given to the gateway: sent, or the code of its refusal',
    smsCounts,
    ['outcome'],
  );
}

function keptPages(registers: Registers, pages: PageCache): void {
  new Counter({
    name: 'huiyin_pages_total',
    help: 'Pages by where they came from: kept, drawn to be kept, or drawn for one (bypass)',
    labelNames: ['from'],
    registers,
    collect() {
      this.reset();
      for (const [from, n] of Object.entries(pages.counts)) this.inc({ from }, n);
    },
  });
  new Counter({
    name: 'huiyin_pages_taken_total',
    help: 'Pages that a process under the same parent drew and handed to this one',
    registers,
    collect() {
      this.reset();
      this.inc(pages.taken);
    },
  });
  new Gauge({
    name: 'huiyin_pages_kept_bytes',
    help: 'How many bytes of pages are kept',
    registers,
    collect() {
      this.set(pages.bytes);
    },
  });
}
