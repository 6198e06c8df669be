import { named } from './compose.ts';
import { alone } from './tx.ts';

/** Who changes a template, when, and of which offices. */
export interface TemplateChange {
  staffId: number;
  offices: readonly number[];
  now: Date;
}

const add = named(
  `insert into reply_templates (office_id, name, text, made_by, made_at) values ($1, $2, $3, $4, $5)
  on conflict (office_id, name) where retired_at is null do nothing returning id`,
);

/** Keeps a new template; undefined when its office has one of that name. */
export async function insertTemplate(
  t: { officeId: number; name: string; text: string },
  by: { staffId: number; now: Date },
): Promise<number | undefined> {
  const values = [t.officeId, t.name, t.text, by.staffId, by.now];
  return (await alone.rows<{ id: number }>(add, values))[0]?.id;
}

const change = named(
  `with same as (select t.id, exists (select from reply_templates o where o.office_id = t.office_id and o.name = $3 and o.retired_at is null and o.id <> t.id) as taken
    from reply_templates t where t.id = $1 and t.office_id = any ($2) and t.retired_at is null),
  changed as (update reply_templates t set name = $3, text = $4, changed_by = $5, changed_at = $6 from same where t.id = same.id and not same.taken returning t.id)
  select taken from same left join changed on true`,
);

/** Changes a template of these offices: 'gone' when there is none, 'taken' when another has the name. */
export async function updateTemplate(
  id: number,
  t: { name: string; text: string },
  by: TemplateChange,
): Promise<'changed' | 'taken' | 'gone'> {
  const values = [id, by.offices, t.name, t.text, by.staffId, by.now];
  const [found] = await alone.rows<{ taken: boolean }>(change, values);
  if (!found) return 'gone';
  return found.taken ? 'taken' : 'changed';
}

const retire = named(
  `update reply_templates set retired_by = $3, retired_at = $4 where id = $1 and office_id = any ($2) and retired_at is null returning id`,
);

/** Takes a template out of use; false when it is not there. */
export async function retireTemplate(id: number, by: TemplateChange): Promise<boolean> {
  return (await alone.rows(retire, [id, by.offices, by.staffId, by.now])).length > 0;
}
