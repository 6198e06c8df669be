import type { SubjectKind } from '#server/views/statistics/subject.ts';
import type { Words } from '#ui/words/words.ts';

/** How a table and its things are called: the posts of the country are its ministries. */
export interface TableNames {
  title: string;
  one: string;
}

/** The names of a table of the whole that a page is of. */
export function tableNames(table: SubjectKind, whole: string, { statistics: s }: Words): TableNames {
  return table === 'leaders' && whole !== 'all'
    ? { title: s.postsOf, one: s.postOf }
    : { title: s.tableOf[table], one: s.columnOf[table] };
}
