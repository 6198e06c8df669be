import type { Change } from '../../domain/decide.ts';
import { isPublic } from '../../domain/visibility.ts';
import { named } from './compose.ts';
import type { Locked } from './lock-message.ts';
import { everything, notePages, pagesChannel, type Shown } from './page-moves.ts';
import { scopesOf } from './page-scopes.ts';
import type { Tx } from './tx.ts';

const notify = named('select pg_notify($1, $2)');

/** Tells the pages that show a message of a step that is saved: those of this process once it is committed, the others' soon after. */
export function tellPages(tx: Tx, { matter, row }: Locked, change: Change): void {
  const hides = isPublic(matter.publication) && !isPublic(change.lives.publication);
  // What is hidden may stand on any page, and a process that dies at this moment must not keep it for itself.
  if (hides) tx.write(notify, [pagesChannel, JSON.stringify({ by: '', moved: [everything] })]);
  const moved: Shown[] = hides
    ? [everything]
    : scopesOf({
        code: matter.code,
        postId: row.post_id,
        topicId: row.topic_id,
        regionCode: row.region_code,
        provinceCode: row.province_code,
        cityCode: row.city_code,
      });
  tx.whenKept(() => notePages(moved));
}
