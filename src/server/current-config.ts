import type { Config } from './config.ts';

// The site's build carries its own copy of this file; the configuration is one for the process.
const place = Symbol.for('huiyin.config');
const hall = globalThis as { [place]?: Config };

/** Makes this the configuration of the process; called once, before the first request or job. */
export function adoptConfig(config: Config): void {
  hall[place] = config;
}

/** The configuration of the running process. */
export function currentConfig(): Config {
  const config = hall[place];
  if (!config) throw new Error('There is no configuration: adoptConfig() comes first.');
  return config;
}
