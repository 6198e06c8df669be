import { currentConfig } from '../current-config.ts';

/** How many messages an account may send in 24 hours at this door; null: nobody counts. */
export function mostADay(): number | null {
  const { rateLimit, dailyMessages } = currentConfig();
  return rateLimit === 'on' ? dailyMessages : null;
}
