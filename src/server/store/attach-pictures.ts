import type { Part } from './compose.ts';

/** A picture that the writer chose, with the writer's switch. */
export interface ChosenPicture {
  id: string;
  public: boolean;
}

/**
 * Locks those of the chosen pictures that may still be attached: its rows counted and compared with the choice
 * decide in the same statement whether the message is taken, whoever else attaches one of them meanwhile.
 */
export function claimPictures(chosen: readonly ChosenPicture[], now: Date): Part {
  return (bind) => `select id from pictures where id = any(${bind(chosen.map((each) => each.id))}::text[])
    and message_id is null and state = 'kept' and expires_at > ${bind(now)} for update`;
}

/** Hangs the claimed pictures on the message in the writer's order; messageId and claimed are SQL of the same statement. */
export function attachPictures(
  chosen: readonly ChosenPicture[],
  on: { messageId: string; claimed: string; now: Date },
): Part {
  return (
    bind,
  ) => `update pictures p set message_id = ${on.messageId}, position = c.position, author_public = c.public,
      draft_id = null, attached_at = ${bind(on.now)}, expires_at = null
    from unnest(${bind(chosen.map((each) => each.id))}::text[], ${bind(chosen.map((each) => each.public))}::boolean[])
      with ordinality as c (id, public, position)
    where p.id = c.id and p.id in (select id from ${on.claimed}) and p.message_id is null
    returning p.id`;
}
