import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { showCode } from '../../../domain/public-code.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { fillTemplate } from '../../../domain/reply-template.ts';
import type { Db } from '../../store/db.ts';
import type { DeskMessage } from './desk-message.ts';
import { officesOf } from './office-queue.ts';

/** A reply template as its office sees it. */
export interface ReplyTemplate {
  id: number;
  office: { id: number; name: string };
  name: string;
  text: string;
  /** How many replies were written from it. */
  uses: number;
  /** Who wrote it as it stands, and when. */
  by: string;
  at: Date;
}

/** The templates of one's own offices, the most used first, as far as they hold the words. */
export async function replyTemplates(
  db: Db,
  actor: Actor,
  ask: { q?: string; limit: number; offset?: number },
): Promise<{ items: ReplyTemplate[]; total: number }> {
  const q = (ask.q ?? '').trim();
  const found = sql`t.office_id = any (${officesOf(actor)}) and (${q} = '' or position(${q} in t.name) > 0 or position(${q} in t.text) > 0)`;
  const rows = await load(db, found, sql`limit ${ask.limit} offset ${ask.offset ?? 0}`);
  const items = rows.map(({ id, office, name, text, uses, by, at }) => {
    return { id, office, name, text, uses, by, at };
  });
  return { items, total: rows[0]?.total ?? 0 };
}

/** The text of one template of one's own office, filled in for this message. */
export async function filledTemplate(
  db: Db,
  id: number,
  by: { actor: Actor; message: DeskMessage; unit?: string },
  now: Date,
): Promise<{ id: number; name: string; text: string }> {
  const one = sql`t.office_id = any (${officesOf(by.actor)}) and t.id = ${id}`;
  const [template] = await load(db, one, sql`limit 1`);
  if (!template) throw new Refusal('not-found');
  const { name, text } = template;
  return { id, name, text: fillTemplate(text, factsOf(by.message, by.unit, now)) };
}

function factsOf(message: DeskMessage, unit: string | undefined, now: Date) {
  return {
    // What everybody reads, where they may: a reply must not bring back what was blacked out.
    标题: message.shown?.title ?? message.original?.title ?? '',
    编号: showCode(message.code),
    地区: message.region?.name ?? '',
    单位: unit?.trim() || message.answerable.name,
    日期: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'Asia/Shanghai' }).format(now),
  };
}

async function load(
  db: Db,
  found: RawBuilder<unknown>,
  page: RawBuilder<unknown>,
): Promise<(ReplyTemplate & { total: number })[]> {
  const { rows } = await sql<ReplyTemplate & { total: number }>`
    select t.id, jsonb_build_object('id', o.id, 'name', o.name) as office, t.name, t.text, count(*) over ()::integer as total,
      (select count(*)::integer from replies a where a.template_id = t.id) as uses, s.name as by, coalesce(t.changed_at, t.made_at) as at
    from reply_templates t join offices o on o.id = t.office_id join staff s on s.id = coalesce(t.changed_by, t.made_by)
    where t.retired_at is null and ${found} order by uses desc, t.name collate "C", t.id ${page}`.execute(db);
  return rows;
}
