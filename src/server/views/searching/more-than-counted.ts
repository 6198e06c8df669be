import { Known } from '../remember.ts';

/**
 * Searches that found more than is counted, for ten minutes: who turns their pages or puts them in another order need not wait for the
 * counting. Texts leave public view seldom: so long it is no harm to say that there are more where a few fewer are left.
 */
export const moreThanCounted = new Known<string, true>(600_000);
