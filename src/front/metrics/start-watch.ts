import { log } from '../../server/log.ts';
import type { MetricsConfig } from '../../server/read-metrics.ts';
import type { PageCache } from '../page-cache/page-cache.ts';
import { knownRoutes } from './known-routes.ts';
import type { NoteRequest } from './note-requests.ts';
import { makeMetrics } from './registry.ts';
import { tellMetrics } from './tell-metrics.ts';

/** What a process tells whoever watches it. */
export interface Watch {
  note: NoteRequest;
  url: string;
  stop(): Promise<void>;
}

/** Starts to tell how this process is; a web process gives its pages, and its routes are known. */
export async function startWatch(
  config: MetricsConfig,
  web?: { pages: PageCache | null; apiPaths: readonly string[] },
): Promise<Watch> {
  const metrics = makeMetrics(web ? { route: await knownRoutes(web.apiPaths), pages: web.pages } : {});
  const told = await tellMetrics(config, metrics);
  log().info({ url: told.url }, 'metrics');
  return { note: metrics.note, ...told };
}
