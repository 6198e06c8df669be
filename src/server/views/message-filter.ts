import { type RawBuilder, sql } from 'kysely';
import type { Kind } from '../../domain/message.ts';
import { segment } from '../store/segment.ts';

/** Which public messages a list shows. */
export interface MessageFilter {
  leader?: number;
  /** A province, city or county; everything below it belongs to it. */
  region?: string;
  kind?: Kind;
  topic?: number;
  status?: 'waiting' | 'in-progress' | 'answered';
  q?: string;
}

/** The conditions of a filter on messages m, public text only. */
export function conditions(filter: MessageFilter): RawBuilder<unknown>[] {
  const all = [sql`m.publication = 'public'`];
  if (filter.leader !== undefined) all.push(sql`m.post_id = ${filter.leader}`);
  if (filter.region !== undefined) all.push(inRegion(filter.region));
  if (filter.kind !== undefined) all.push(sql`m.kind = ${filter.kind}`);
  if (filter.topic !== undefined)
    all.push(
      sql`(m.topic_id = ${filter.topic} or m.topic_id in (select t.id from topics t where t.parent_id = ${filter.topic}))`,
    );
  if (filter.status === 'waiting' || filter.status === 'in-progress')
    all.push(sql`m.handling = ${filter.status}`);
  if (filter.status === 'answered')
    all.push(sql`m.handling in ('answered', 'closed') and m.answered_at is not null`);
  const words = filter.q === undefined ? '' : segment(filter.q);
  if (words !== '') all.push(sql`m.search @@ plainto_tsquery('simple', ${words})`);
  else if (filter.q?.trim()) all.push(sql`false`);
  return all;
}

function inRegion(code: string): RawBuilder<unknown> {
  if (code.endsWith('0000')) return sql`m.province_code = ${code}`;
  // A municipality's district and a province-run county have no city above.
  if (code.endsWith('00')) return sql`m.city_code = ${code}`;
  return sql`m.region_code = ${code}`;
}
