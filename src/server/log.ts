import { pino, type Logger } from 'pino';
import { currentConfig } from './current-config.ts';

const place = Symbol.for('huiyin.log');
const hall = globalThis as { [place]?: Logger };

/** The log of the process: one JSON object a line on standard output, without personal data. */
export function log(): Logger {
  return (hall[place] ??= pino({
    level: currentConfig().logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    serializers: { err: describeFault },
  }));
}

/** What a log may know of an error: its kind and its place in the code. A message may quote what somebody wrote. */
export function describeFault(error: unknown): { name: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    at: frames.slice(0, 8).map((line) => line.trim()),
  };
}
