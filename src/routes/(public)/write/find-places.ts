import type { board } from '#server/views/board.ts';
import { findRegion, type FoundRegion } from '#server/views/find-region.ts';
import { leadersOfMinistries, type LeaderItem } from '#server/views/leaders.ts';

type Db = ReturnType<typeof board>;

/** What somebody's words may mean: places, and ministries. */
export interface FoundPlaces {
  regions: FoundRegion[];
  ministries: LeaderItem[];
}

/** Titles that people type behind a place: 成都市委书记, 四川省省长. */
const titles =
  /(省委|市委|区委|县委|州委|旗委|委)?书记$|(省|市|区|县|州|旗|盟)长$|主席$|主任$|专员$|领导$|政府$/;

/** Looks for the words as a place, then without the title behind them, and among the ministries. */
export async function findPlaces(db: Db, q: string): Promise<FoundPlaces> {
  const words = q.normalize('NFKC').replace(/\s/g, '').slice(0, 40);
  if (words === '') return { regions: [], ministries: [] };
  const [asTyped, ministries] = await Promise.all([findCountyOrAbove(db, words), leadersOfMinistries(db)]);
  const place = words.replace(titles, '');
  const regions =
    asTyped.length > 0 || place === words || place === '' ? asTyped : await findCountyOrAbove(db, place);
  return {
    regions,
    ministries: ministries.filter(({ name, ministry }) => `${name}${ministry}`.includes(words)),
  };
}

// Towns and communities have no leader to write to.
async function findCountyOrAbove(db: Db, words: string): Promise<FoundRegion[]> {
  return (await findRegion(db, words)).filter(({ level }) => level <= 3);
}
