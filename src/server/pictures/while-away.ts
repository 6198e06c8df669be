import { Refusal } from '../../domain/refusal.ts';
import { log } from '../log.ts';

/** What the place of the files is asked for; one that does not answer, or refuses, is ours to know: the visitor is asked to try again. */
export async function whileAway<T>(asked: () => Promise<T>): Promise<T> {
  try {
    return await asked();
  } catch (error) {
    log().error({ err: error }, 'the place of the picture files does not do what it is asked');
    throw new Refusal('busy');
  }
}
