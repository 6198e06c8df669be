import { isInvented, regionPath } from '../../../domain/import/invented-regions.ts';
import type { ImportDirectoryRows, ImportPost, ImportRegion } from '../../store/import-directory.ts';

/** The directory as the rules of a map ask it. */
export interface DirectoryIndex {
  /** A region by its code, its path (省/市/县 or 省市县), or the end of its path where only one ends so. */
  regionOf(given: string): ImportRegion | undefined;
  /** Every path from the province down with its code. */
  codesByPath: ReadonlyMap<string, string>;
  /** May this path be made? Not under a province of the national list. */
  mayMake(path: string): boolean;
  /** A post by its rank (1 party secretary, 2 head of government) or title in a region, or by its full name anywhere. */
  postOf(given: string, regionCode: string): ImportPost | undefined;
  /** A topic by its number, its name, or 领域/子领域; one that has sub-topics is no answer. */
  topicOf(given: string): number | undefined;
}

/** Builds the index once for many rows. */
export function indexDirectory({ regions, posts, topics }: ImportDirectoryRows): DirectoryIndex {
  const byCode = new Map(regions.map((region) => [region.code, region]));
  const paths = new Map(regions.map((region) => [pathOf(region, byCode), region]));
  const byEnding = onlyOnes(
    [...paths].flatMap(([path, region]) => endings(path).map((ending) => [ending, region] as const)),
  );
  const postsHere = new Map(posts.flatMap((post) => keysOf(post).map((key) => [key, post] as const)));
  const postsByName = onlyOnes(posts.map((post) => [post.name, post] as const));
  const topicsByWords = topicIndex(topics);
  return {
    regionOf: (given) => byCode.get(given) ?? paths.get(given) ?? byEnding.get(given),
    codesByPath: new Map([...paths].map(([path, { code }]) => [path, code])),
    mayMake: (path) => {
      const [province] = regionPath(path) ?? [];
      const there = province === undefined ? undefined : paths.get(province);
      return province !== undefined && (!there || isInvented(there.code));
    },
    postOf: (given, regionCode) => postsHere.get(`${regionCode} ${given}`) ?? postsByName.get(given),
    topicOf: (given) => topicsByWords.get(given.trim()),
  };
}

function pathOf(region: ImportRegion, byCode: ReadonlyMap<string, ImportRegion>): string {
  const parent = region.parentCode === null ? undefined : byCode.get(region.parentCode);
  return parent ? `${pathOf(parent, byCode)}/${region.name}` : region.name;
}

function endings(path: string): string[] {
  const names = path.split('/');
  const written = names.map((_, at) => names.slice(at));
  return [...new Set(written.flatMap((from) => [from.join('/'), from.join('')]))];
}

function keysOf({ regionCode, rank, title }: ImportPost): string[] {
  return regionCode === null ? [] : [`${regionCode} ${rank}`, `${regionCode} ${title}`];
}

function topicIndex(topics: ImportDirectoryRows['topics']): Map<string, number> {
  const above = new Set(topics.map(({ parentId }) => parentId));
  const nameOf = new Map(topics.map(({ id, name }) => [id, name]));
  const leaves = topics.filter(({ id }) => !above.has(id));
  const byName = onlyOnes(leaves.map(({ id, name }) => [name, id] as const));
  const whole = leaves.map(
    ({ id, parentId, name }) => [`${nameOf.get(parentId ?? 0) ?? ''}/${name}`, id] as const,
  );
  return new Map([...byName, ...whole, ...leaves.map(({ id }) => [String(id), id] as const)]);
}

// What two things are called by names neither.
function onlyOnes<T>(entries: readonly (readonly [string, T])[]): Map<string, T> {
  const only = new Map<string, T>();
  const double = new Set<string>();
  for (const [key, value] of entries) {
    if (only.has(key)) double.add(key);
    only.set(key, value);
  }
  for (const key of double) only.delete(key);
  return only;
}
