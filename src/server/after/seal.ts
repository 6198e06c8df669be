import { log } from '../log.ts';
import { keys } from '../store/db.ts';
import { sealHistory } from '../store/seal-history.ts';

/** Seals every finished row of history. The log, which lies outside of the database, learns each seal's hash. */
export async function seal(now: Date): Promise<void> {
  const [key] = keys().sealing;
  if (!key) {
    log().error('history is not sealed: the key file has no sealing key, npm run keys:create adds one');
    return;
  }
  for (let more = true; more;) {
    const sealing = await sealHistory({ key, now });
    for (const { id, rows, hash } of sealing.made)
      log().info({ seal: id, rows, hash: hash.toString('hex') }, 'history sealed');
    more = sealing.more;
  }
}
