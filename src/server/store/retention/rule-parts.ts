import type { RetentionRule } from '../../../domain/retention/schedule.ts';

/** Where the things of a rule lie, and from when their time counts: as SQL about a row `t`. */
export interface RuleParts {
  table: string;
  keys: readonly string[];
  at: string;
  /** What of the table is meant; all when left out. */
  where?: string;
  /** The number by which a tombstone names a thing; only where it says nothing by itself. */
  id?: string;
  /** What hangs on the doomed rows and goes before them, by name of its part. */
  before?: Readonly<Record<string, string>>;
  /** Instead of the rows, what lies under them. */
  destroying?: Destroying;
}

/** Rows that stay while what they lead to is destroyed. */
interface Destroying {
  /** What the parts ask of a doomed row besides its keys. */
  columns: readonly string[];
  /** What is taken out of the row, and where that has not been done. */
  set: string;
  left: string;
  /** Where it is written down, by the column that names the row. */
  marks: { table: string; column: string };
  /** What is deleted with it, by name of its part. */
  parts: Readonly<Record<string, string>>;
}

const deliveriesOf = (column: string) =>
  `delete from deliveries v using doomed d where v.${column} = d.id returning 1`;
/** Destroys the keys of the doomed messages, their private words, their drafts, and the pictures that nobody may see. */
export const destroyKeys: Readonly<Record<string, string>> = {
  words_gone: 'delete from private.words w using doomed d where w.message_id = d.id returning 1',
  addresses_gone:
    'delete from private.sender_addresses s using doomed d where s.message_id = d.id returning 1',
  sketches_gone: 'delete from instruction_drafts i using doomed d where i.message_id = d.id returning 1',
  pictures_gone: `update pictures p set state = 'removed' from doomed d where p.message_id = d.id and p.state = 'kept'
    and not (d.publication = 'public' and p.author_public and coalesce(p.reviewed_public, false)) returning 1`,
};

const words: Destroying = {
  columns: ['publication'],
  set: 'key_id = null, wrapped_key = null',
  left: 't.key_id is not null',
  marks: { table: 'erasures', column: 'message_id' },
  parts: destroyKeys,
};

const ofClue = (table: string) => `delete from ${table} x using doomed d where x.clue_id = d.id returning 1`;
const notErased = 'not exists (select from clue_erasures e where e.clue_id = t.id)';
const clues: Destroying = {
  columns: [],
  set: 'found_by = null, writer_recipient = null',
  left: notErased,
  marks: { table: 'clue_erasures', column: 'clue_id' },
  parts: {
    parts_gone: ofClue('private.clue_parts'),
    files_gone: ofClue('private.clue_files'),
    notes_gone: ofClue('clue_files'),
    prints_gone: ofClue('clue_prints'),
    // An old key of the group goes with the last clue that may hold anything sealed for it.
    copies_gone: `delete from clue_key_copies y using clue_keys k where k.id = y.key_id and exists (select from doomed)
      and not exists (select from clues c where (k.retired_at is null or c.received_at < k.retired_at + interval '1 day')
        and not exists (select from clue_erasures e where e.clue_id = c.id) and not exists (select from doomed d where d.id = c.id))
      and k.retired_at is not null returning 1`,
  },
};

const closed = (which: string): RuleParts => ({
  table: 'messages',
  keys: ['id'],
  id: 'id',
  at: 't.closed_at',
  where: `t.handling = 'closed' and t.key_id is not null and ${which} and not is_held(t.id, t.author_id)`,
  destroying: words,
});

/** Each rule of the schedule in the tables. */
export const ruleParts: Readonly<Record<RetentionRule, RuleParts>> = {
  codes: { table: 'private.verifications', keys: ['id'], at: 't.made_at' },
  // They say themselves when their time is over: seven days after they were saved last.
  drafts: { table: 'drafts', keys: ['id'], at: `t.expires_at - interval '7 days'` },
  'entry-tries': { table: 'entry_tries', keys: ['what'], at: 't.last_at' },
  'entry-challenges': { table: 'entry_challenges', keys: ['hash'], at: 't.expires_at' },
  'repeat-keys': { table: 'idempotency_keys', keys: ['citizen_id', 'key'], at: 't.at' },
  exports: { table: 'private.exports', keys: ['id'], at: 't.asked_at' },
  'clue-uploads': { table: 'private.clue_files', keys: ['id'], at: 't.at', where: 't.clue_id is null' },
  'sender-addresses': { table: 'private.sender_addresses', keys: ['message_id'], at: 't.at' },
  sessions: {
    table: 'sessions',
    keys: ['id'],
    id: 'id',
    at: 'least(coalesce(t.ended_at, t.expires_at), t.expires_at)',
  },
  'staff-links': {
    table: 'staff_tokens',
    keys: ['token_hash'],
    at: 'least(coalesce(t.revoked_at, t.expires_at), coalesce(t.used_at, t.expires_at), t.expires_at)',
  },
  notices: {
    table: 'notices',
    keys: ['id'],
    id: 'id',
    at: 't.at',
    before: { deliveries_gone: deliveriesOf('notice_id') },
  },
  'staff-notices': {
    table: 'staff_notices',
    keys: ['id'],
    id: 'id',
    at: 't.at',
    before: { deliveries_gone: deliveriesOf('staff_notice_id') },
  },
  // Heard of last when its browser said where it is reached, or when something left for it.
  'push-devices': { table: 'private.push_devices', keys: ['id'], at: 'greatest(t.told_at, t.used_at)' },
  'hand-over-notes': { table: 'private.hand_over_notes', keys: ['id'], id: 'id', at: 't.at' },
  'access-log': { table: 'private.reveals', keys: ['id'], id: 'id', at: 't.at' },
  'log-reads': { table: 'private.log_reads', keys: ['id'], id: 'id', at: 't.at' },
  'proof-uses': { table: 'proof_uses', keys: ['id'], at: 't.expires_at' },
  'flood-prints': { table: 'flood_prints', keys: ['message_id'], at: 't.at' },
  'flood-members': { table: 'flood_members', keys: ['message_id'], at: 't.at' },
  'ban-marks': { table: 'private.ban_marks', keys: ['ban_id'], id: 'ban_id', at: 't.until_at' },
  // From its end, or from the word that refused it; one that waits for a word stays.
  bans: {
    table: 'bans',
    keys: ['id'],
    id: 'id',
    at: `case t.state when 'proposed' then null when 'refused' then t.decided_at else least(coalesce(t.lifted_at, t.until_at), t.until_at) end`,
    where: 'not is_held(t.message_id, t.citizen_id)',
    before: {
      ban_words_gone: 'delete from private.ban_words w using doomed d where w.ban_id = d.id returning 1',
      ban_marks_gone: 'delete from private.ban_marks k using doomed d where k.ban_id = d.id returning 1',
      ban_chains_gone: 'delete from ban_chains c using doomed d where c.ban_id = d.id returning 1',
      ban_history_gone: 'delete from ban_history h using doomed d where h.ban_id = d.id returning 1',
    },
  },
  // Who confirmed a phone, never wrote nor supported anything, and is signed in nowhere: while a support counts, its person does.
  'idle-phones': {
    table: 'private.citizens',
    keys: ['id'],
    id: 'id',
    at: '(select c.created_at from citizens c where c.id = t.id)',
    where: `not exists (select from messages m where m.author_id = t.id)
      and not exists (select from private.supports u where u.citizen_id = t.id)
      and not exists (select from sessions s where s.citizen_id = t.id and s.ended_at is null and s.expires_at > $1)
      and not exists (select from citizen_passkeys p where p.citizen_id = t.id)
      and not exists (select from private.wechat_bindings b where b.citizen_id = t.id)
      and not exists (select from private.verifications v where v.citizen_id = t.id and v.made_at > $1)`,
    before: {
      follows_gone: 'delete from follows f using doomed d where f.citizen_id = d.id returning 1',
      push_gone: 'delete from private.push_devices p using doomed d where p.citizen_id = d.id returning 1',
    },
  },
  // Lapsed: its time to be mended ran out.
  'rejected-words': closed(`t.publication = 'rejected'`),
  'closed-words': closed(`t.publication <> 'rejected'`),
  'closed-clues': {
    table: 'clues',
    keys: ['id'],
    id: 'id',
    at: 't.closed_at',
    where: `t.stage = 'closed' and ${notErased} and not exists (select from legal_holds h where h.clue_id = t.id and h.lifted_at is null)`,
    destroying: clues,
  },
};
