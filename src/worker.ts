import { startWatch } from './front/metrics/start-watch.ts';
import { openHouse } from './open-house.ts';
import { endWith } from './run-process.ts';
import { runSeveral } from './run-several.ts';
import { staffActor } from './server/access/staff-actor.ts';
import { startAfter } from './server/after/start-after.ts';
import { now } from './server/clock.ts';
import { readConfig, type Config } from './server/config.ts';
import { adoptConfig } from './server/current-config.ts';
import { ConfigError } from './server/env-reader.ts';
import { openDataFiles } from './server/pictures/open-data-files.ts';
import { readOwnPicture } from './server/pictures/own-picture.ts';
import { sweepPictures } from './server/pictures/sweep.ts';

/** Starts the worker in this process; the house must be open. Several may run at once, here or elsewhere. */
export function startWorker(config: Config): Promise<{ stop(): Promise<void> }> {
  const pictures = { sweepPictures, readPicture: readOwnPicture, openFiles: openDataFiles };
  return startAfter(config, { now, findStaff: staffActor, ...pictures });
}

// npm run worker: the workers of a production installation.
if (import.meta.main) {
  try {
    const config = readConfig(process.env);
    if (config.mode === 'embedded') {
      const remedy = 'Set it, or run npm start for a laptop.';
      throw new ConfigError([{ variable: 'DATABASE_URL', problem: 'is not set', remedy }]);
    }
    adoptConfig(config);
    runSeveral(config.processes.workers, async () => {
      const closeHouse = await openHouse(config);
      const worker = await startWorker(config);
      const watched = config.metrics && (await startWatch(config.metrics));
      return async () => {
        await watched?.stop();
        await worker.stop();
        await closeHouse();
      };
    });
  } catch (error) {
    endWith(error);
  }
}
