import cluster from 'node:cluster';
import { openHouse } from './open-house.ts';
import { endWith } from './run-process.ts';
import { runSeveral } from './run-several.ts';
import { now } from './server/clock.ts';
import { readConfig } from './server/config.ts';
import { adoptConfig } from './server/current-config.ts';
import { ConfigError } from './server/env-reader.ts';
import { readyDirectory } from './server/life/directory/ready-directory.ts';
import { log } from './server/log.ts';
import { refuseTakenPort, startWeb } from './web-server.ts';

// npm run web: the web processes of a production installation; the worker runs beside them.
try {
  const config = readConfig(process.env);
  if (config.mode === 'embedded') {
    const remedy = 'Set it, or run npm start for a laptop.';
    throw new ConfigError([{ variable: 'DATABASE_URL', problem: 'is not set', remedy }]);
  }
  adoptConfig(config);
  if (config.processes.web > 1 && cluster.isPrimary) await refuseTakenPort(config);
  runSeveral(config.processes.web, async () => {
    const closeHouse = await openHouse(config);
    await readyDirectory(now());
    const web = await startWeb(config);
    log().info({ url: web.url, publicUrl: config.publicUrl }, 'listening');
    return async () => {
      await web.close();
      await closeHouse();
    };
  });
} catch (error) {
  endWith(error);
}
