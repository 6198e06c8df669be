import { setTimeout as pause } from 'node:timers/promises';
import { databaseUrl, type Config } from '../config.ts';
import { log } from '../log.ts';
import { HttpPush } from '../outside/push/http-push.ts';
import { chooseSms } from '../outside/sms/choose-sms.ts';
import { workOff } from './queue/work-off.ts';
import { seal } from './seal.ts';
import { countedSms } from './sms-counts.ts';
import { startRounds } from './rounds/start-rounds.ts';
import { tasks, timetable, type Tools } from './tasks.ts';

/** Starts everything that follows the steps: outbox, jobs, clocks, held verdicts, numbers, sweeping. The house must be open. */
export async function startAfter(
  config: Config,
  tools: Omit<Tools, 'sms'> & Partial<Pick<Tools, 'sms'>>,
): Promise<{ stop(): Promise<void> }> {
  // Whoever delivers reads phone numbers: without that role the worker had better not start.
  databaseUrl(config, 'private');
  const sms = countedSms(tools.sms ?? chooseSms(config.sms, tools.now));
  const sender = config.push && new HttpPush(config.push);
  const work = await workOff(databaseUrl(config, 'app'), tasks({ sender, ...tools, sms }), timetable);
  const rounds = startRounds(tools.now);
  log().info('worker started');
  return {
    stop: async () => {
      await rounds.stop();
      await work.stop();
      await sealLast(tools.now());
      log().info('worker stopped');
    },
  };
}

// So that nothing waits for its seal while the board is off; a database that is away does not hold the end up.
async function sealLast(now: Date): Promise<void> {
  const sealed = seal(now).catch(() => {});
  await Promise.race([sealed, pause(2000, undefined, { ref: false })]);
}
