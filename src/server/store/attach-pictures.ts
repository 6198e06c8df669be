import type { Part } from './compose.ts';

/** A picture that the writer chose, with the writer's switch. */
export interface ChosenPicture {
  id: string;
  public: boolean;
}

/** A picture on its way to its place in a message. */
interface Hanging extends ChosenPicture {
  message: number;
  position: number;
  at: Date;
}

/** The chosen pictures of one message, in the writer's order. */
export function hangingOn(message: number, chosen: readonly ChosenPicture[], at: Date): Hanging[] {
  return chosen.map((each, i) => ({ ...each, message, position: i + 1, at }));
}

const columns = 'as c (id text, public boolean, message bigint, position smallint, at timestamptz)';

/**
 * Hangs pictures on their messages; `attached` returns those that were still free. They are locked first, in one order,
 * so that the rows counted decide in the same statement whether a message is taken, whoever else attaches one meanwhile.
 */
export function attachPictures(hanging: readonly Hanging[]): [string, Part][] {
  const given = JSON.stringify(hanging);
  return [
    [
      'claimed',
      (bind) => `select p.id from pictures p join json_to_recordset(${bind(given)}) ${columns} on c.id = p.id
    where p.message_id is null and p.state = 'kept' and p.expires_at > c.at order by p.id for update of p`,
    ],
    [
      'attached',
      (
        bind,
      ) => `update pictures p set message_id = c.message, position = c.position, author_public = c.public,
      draft_id = null, attached_at = c.at, expires_at = null
    from json_to_recordset(${bind(given)}) ${columns}
    where p.id = c.id and p.id in (select id from claimed) and p.message_id is null
    returning p.id`,
    ],
  ];
}
