import { kinds, sources } from '../../../domain/message.ts';
import type { Db } from '../../store/db.ts';
import { leader } from '../leaders.ts';
import { knownRegion } from '../regions.ts';
import { knownTopics } from '../topics.ts';
import type { Counted } from './tallies.ts';

/** Of what there are statistics; each has a page of its own that keeps its address. */
export const subjects = ['regions', 'leaders', 'topics', 'kinds', 'sources', 'offices'] as const;
export type SubjectKind = (typeof subjects)[number];

/** One thing that has statistics: the country, or a place, post, topic, kind, source or office. */
export interface Subject {
  of: SubjectKind | 'all';
  id: string;
  /** As it is called in Chinese; empty for kinds and sources, whose words the page knows. */
  name: string;
  nameEn: string;
  scopes: readonly string[];
  /** A region's level; 0 for all others. */
  level: number;
}

/** The whole country. */
export const country: Subject = { of: 'all', id: '', name: '', nameEn: '', scopes: ['all'], level: 0 };

/** The scope under which the numbers of a place are kept: a province, a city, or a county by itself. */
export function placeScope(code: string): string {
  if (code.endsWith('0000')) return `province:${code}`;
  return code.endsWith('00') ? `city:${code}` : `region:${code}`;
}

/** A topic counts with its sub-topics. */
export function topicCounted(topic: { id: number; subTopics?: readonly { id: number }[] }): Counted {
  const ids = [topic.id, ...(topic.subTopics ?? []).map(({ id }) => id)];
  return { key: String(topic.id), scopes: ids.map((id) => `topic:${id}`) };
}

/** What an address names; undefined where there is no such thing. */
export async function findSubject(db: Db, of: SubjectKind, id: string): Promise<Subject | undefined> {
  const plain = (scope: string, name = '', nameEn = name): Subject => ({
    ...{ of, id, name, nameEn, scopes: [scope], level: 0 },
  });
  const isNumber = /^[1-9]\d{0,8}$/.test(id);
  switch (of) {
    case 'regions': {
      const region = /^\d{6}$/.test(id) ? await knownRegion(db, id) : undefined;
      return region && { ...plain(placeScope(id), region.fullName), level: region.level };
    }
    case 'leaders': {
      const post = isNumber ? await leader(db, Number(id)) : undefined;
      return post && plain(`post:${id}`, post.name);
    }
    case 'topics': {
      const all = await knownTopics(db);
      const topic = all.find((each) => String(each.id) === id);
      if (topic) return { ...plain('', topic.name, topic.nameEn), scopes: topicCounted(topic).scopes };
      const sub = all.flatMap((each) => each.subTopics).find((each) => String(each.id) === id);
      return sub && plain(`topic:${id}`, sub.name, sub.nameEn);
    }
    case 'kinds':
      return (kinds as readonly string[]).includes(id) ? plain(`kind:${id}`) : undefined;
    case 'sources':
      return (sources as readonly string[]).includes(id) ? plain(`source:${id}`) : undefined;
    case 'offices': {
      if (!isNumber) return undefined;
      const office = await db
        .selectFrom('offices')
        .select('name')
        .where('id', '=', Number(id))
        .executeTakeFirst();
      return office && plain(`office:${id}`, office.name);
    }
  }
}
