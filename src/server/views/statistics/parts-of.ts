import { kinds, sources } from '../../../domain/message.ts';
import { scopeOfRegion, scopesOfTopic } from '../../../domain/statistics/scopes.ts';
import type { Db } from '../../store/db.ts';
import { leadersOfMinistries, leadersOfRegion } from '../leaders.ts';
import { officesOfRegion } from '../offices.ts';
import { knownChildren } from '../regions.ts';
import { knownTopics, type TopicItem } from '../topics.ts';
import type { Subject, SubjectKind } from './subject.ts';
import type { Counted } from './tallies.ts';

/** One part of a whole, with the names it has. */
export interface Named extends Counted {
  name: string;
  nameEn: string;
}

/** Parts of one kind: a table. */
interface Parts {
  of: SubjectKind;
  things: Named[];
}

/** What a thing is shown in parts of: the country by place, ministry, topic, kind and source; a place by the places below, its posts and its offices. */
export async function partsOf(db: Db, { of, id, level }: Subject): Promise<Parts[]> {
  if (of === 'regions')
    return [
      ...(level < 3 ? [await places(db, id)] : []),
      { of: 'leaders', things: (await leadersOfRegion(db, id)).map(postThing) },
      { of: 'offices', things: (await officesOfRegion(db, id)).map(officeThing) },
    ];
  const topics = await knownTopics(db);
  if (of === 'topics') {
    const subs = topics.find((topic) => String(topic.id) === id)?.subTopics ?? [];
    return subs.length > 0 ? [{ of, things: subs.map(topicThing) }] : [];
  }
  if (of !== 'all') return [];
  const plain = (key: string, scope: string): Named => ({ key, name: '', nameEn: '', scopes: [scope] });
  return [
    await places(db, null),
    { of: 'leaders', things: (await leadersOfMinistries(db)).map(postThing) },
    { of: 'topics', things: topics.map(topicThing) },
    { of: 'kinds', things: kinds.map((kind) => plain(kind, `kind:${kind}`)) },
    { of: 'sources', things: sources.map((source) => plain(source, `source:${source}`)) },
  ];
}

async function places(db: Db, parent: string | null): Promise<Parts> {
  const below = await knownChildren(db, parent);
  const things = below.map(({ code, name }) => ({
    ...{ key: code, name, nameEn: name, scopes: [scopeOfRegion(code)] },
  }));
  return { of: 'regions', things };
}

function postThing({ id, name }: { id: number; name: string }): Named {
  return { key: String(id), name, nameEn: name, scopes: [`post:${id}`] };
}

function officeThing({ id, name }: { id: number; name: string }): Named {
  return { key: String(id), name, nameEn: name, scopes: [`office:${id}`] };
}

function topicThing(topic: TopicItem & { subTopics?: readonly TopicItem[] }): Named {
  const { id, name, nameEn } = topic;
  return { key: String(id), name, nameEn, scopes: scopesOfTopic(topic) };
}
