import { keys } from '../../src/server/store/db.ts';
import type { Finding } from '../../src/server/store/operate/verify/check.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import type { Stage } from './story.ts';

/** What `npm run verify` would find wrong on this stage, one line each. */
export async function verified(stage: Stage): Promise<string[]> {
  const found: Finding[] = [];
  await verify(stage.urls.backupUrl, keys(), (finding) => found.push(finding));
  return found.flatMap(({ name, breaches }) => breaches.map((breach) => `${name}: ${breach}`));
}
