import { ConfigError } from './server/env-reader.ts';
import { describeFault } from './server/log.ts';

/**
 * Runs a process of the program: starts it, stops it in good order on SIGINT or SIGTERM (at once on the second),
 * and ends with a sentence instead of a stack when it cannot start.
 */
export function runProcess(start: () => Promise<() => Promise<void>>): void {
  const started = start();
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(130);
    stopping = true;
    try {
      await (
        await started
      )();
      process.exit(0);
    } catch (error) {
      endWith(error);
    }
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  started.catch(endWith);
}

/** Ends with a sentence instead of a stack, where it is known what is wrong. */
export function endWith(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  const isOurs = error instanceof ConfigError || (error instanceof Error && error.constructor === Error);
  process.stderr.write(isOurs ? `${message}\n` : `${message}\n${JSON.stringify(describeFault(error))}\n`);
  process.exit(1);
}

/** A fault nobody caught: the state is unknown, so the process ends; whoever watches it starts it again. */
function crash(error: unknown): void {
  process.stdout.write(`${JSON.stringify({ level: 'fatal', msg: 'fault', err: describeFault(error) })}\n`);
  process.exit(1);
}
