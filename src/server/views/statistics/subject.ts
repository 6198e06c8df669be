import { kinds, sources } from '../../../domain/message.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { scopeOfRegion, scopesOfTopic } from '../../../domain/statistics/scopes.ts';
import type { Db } from '../../store/db.ts';
import { leader } from '../leaders.ts';
import { office } from '../offices.ts';
import { knownRegion } from '../regions.ts';
import { knownTopics } from '../topics.ts';

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
const country: Subject = { of: 'all', id: '', name: '', nameEn: '', scopes: ['all'], level: 0 };

/** What an address names, without a kind the whole country; refuses one that names nothing. */
export async function subjectOf(db: Db, { of, id }: { of?: string; id?: string }): Promise<Subject> {
  if (of === undefined) return country;
  const kind = subjects.find((each) => each === of);
  const subject = kind && (await findSubject(db, kind, id ?? ''));
  if (!subject) throw new Refusal('not-found');
  return subject;
}

async function findSubject(db: Db, of: SubjectKind, id: string): Promise<Subject | undefined> {
  const plain = (scope: string, name = '', nameEn = name): Subject => ({
    ...{ of, id, name, nameEn, scopes: [scope], level: 0 },
  });
  const isNumber = /^[1-9]\d{0,8}$/.test(id);
  switch (of) {
    case 'regions': {
      const region = /^\d{6}$/.test(id) ? await knownRegion(db, id) : undefined;
      return region && { ...plain(scopeOfRegion(id), region.fullName), level: region.level };
    }
    case 'leaders': {
      const post = isNumber ? await leader(db, Number(id)) : undefined;
      return post && plain(`post:${id}`, post.name);
    }
    case 'topics': {
      const all = await knownTopics(db);
      const topic = all.find((each) => String(each.id) === id);
      if (topic) return { ...plain('', topic.name, topic.nameEn), scopes: scopesOfTopic(topic) };
      const sub = all.flatMap((each) => each.subTopics).find((each) => String(each.id) === id);
      return sub && plain(`topic:${id}`, sub.name, sub.nameEn);
    }
    case 'kinds':
      return (kinds as readonly string[]).includes(id) ? plain(`kind:${id}`) : undefined;
    case 'sources':
      return (sources as readonly string[]).includes(id) ? plain(`source:${id}`) : undefined;
    case 'offices': {
      const one = isNumber ? await office(db, Number(id)) : undefined;
      return one && plain(`office:${id}`, one.name);
    }
  }
}
