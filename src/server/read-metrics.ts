import type { EnvReader } from './env-reader.ts';

/** Where this process tells whoever watches it how it is. */
export interface MetricsConfig {
  host: string;
  port: number;
  /** What one must show to be told; null: nothing, on this machine alone. */
  token: string | null;
}

/** Reads where to tell it from the environment; null where nobody watches. */
export function readMetrics(reader: EnvReader): MetricsConfig | null {
  const port = reader.integer('METRICS_PORT', 0, [0, 65_535]);
  if (reader.text('METRICS_PORT') === null) return null;
  const host = reader.text('METRICS_HOST') ?? '127.0.0.1';
  const token = reader.text('METRICS_TOKEN_FILE') ? reader.secretFile('METRICS_TOKEN_FILE') : null;
  if (token === null && !['127.0.0.1', '::1', 'localhost'].includes(host))
    reader.wrong(
      'METRICS_TOKEN_FILE',
      'is not set',
      'On an address others reach, who asks must show a token.',
    );
  return { host, port, token };
}
