import type { Keys, KeyKind, KeyLists } from '../../keys.ts';
import { type RotationClients } from './batches.ts';
import { staleFingerprints } from './fingerprints.ts';
import { picturesWithoutKey } from './picture-keys.ts';
import { replacedKeys } from './rotate-keys.ts';

/** An older key and what still needs it; nothing: it may go. */
export interface OlderKey {
  kind: KeyKind;
  id: string;
  needs: string[];
}

const dayMs = 86_400_000;
/** A process takes a fresh key up within seconds: what was made in the first minute may be under the older one. */
const laterMs = 60_000;
/** What lives longest under a token key is a program's token, 180 days; a draft lives seven days after it was saved last. */
const lastsDays = { token: 181, draft: 8 } as const;

/** Every older key but those that wrap and seal, each with what still needs it. */
export async function olderKeys(
  clients: RotationClients,
  { keys, lists, now }: { keys: Keys; lists: KeyLists; now: Date },
): Promise<OlderKey[]> {
  const found: OlderKey[] = [];
  for (const { id, replacedAt } of replacedKeys(lists, 'index'))
    found.push({
      kind: 'index',
      id,
      needs: [...freshly(replacedAt, now), ...(await needsOfIndex(clients, { keys, id, replacedAt }))],
    });
  for (const { id, replacedAt } of replacedKeys(lists, 'token'))
    found.push({
      kind: 'token',
      id,
      needs: [...restOf('token', replacedAt, now), ...(await needsOfToken(clients, replacedAt))],
    });
  for (const { id, replacedAt } of replacedKeys(lists, 'draft'))
    found.push({ kind: 'draft', id, needs: restOf('draft', replacedAt, now) });
  for (const { id, replacedAt } of replacedKeys(lists, 'push'))
    found.push({
      kind: 'push',
      id,
      needs: [...freshly(replacedAt, now), ...counted(await underSender(clients, id), 'devices with push')],
    });
  const pictures = lists.picture.length > 0 ? await picturesWithoutKey(clients) : 0;
  for (const { id } of lists.picture)
    found.push({ kind: 'picture', id, needs: counted(pictures, 'pictures without a key of their own') });
  return found;
}

function restOf(kind: keyof typeof lastsDays, replacedAt: Date, now: Date): string[] {
  const until = new Date(replacedAt.getTime() + lastsDays[kind] * dayMs);
  return until > now ? [`what was made with it lives until ${until.toISOString().slice(0, 10)}`] : [];
}

function freshly(replacedAt: Date, now: Date): string[] {
  return now.getTime() < replacedAt.getTime() + laterMs
    ? ['processes that may not know of the change yet']
    : [];
}

async function needsOfIndex(
  clients: RotationClients,
  { keys, id, replacedAt }: { keys: Keys; id: string; replacedAt: Date },
): Promise<string[]> {
  const { rows } = await clients.writer.query<{ n: number }>(
    'select coalesce(sum(n), 0)::integer as n from private.count_tokens() where key_id = $1',
    [id],
  );
  return [
    ...counted(await staleFingerprints(clients, keys), 'phones under older keys'),
    ...counted(rows[0]?.n ?? 0, 'texts whose search tokens the worker has still to make anew'),
    ...counted(
      await count(clients, 'private.wechat_bindings where coalesce(used_at, made_at) < $1', replacedAt),
      'accounts at WeChat, until their next sign-in',
    ),
    ...counted(
      await count(clients, 'private.push_devices where greatest(told_at, used_at) < $1', replacedAt),
      'devices with push, until something is sent to them',
    ),
    ...counted(
      await count(
        clients,
        'private.ban_marks k join bans b on b.id = k.ban_id join citizens c on c.id = b.citizen_id where c.closed_at < $1',
        replacedAt,
      ),
      'closed accounts whose ban goes on, for 180 days at most',
    ),
    ...counted(
      await count(clients, 'clues where received_at < $1', replacedAt),
      'reports, whose fingerprints nobody can make anew',
    ),
  ];
}

// Made again when they are used; those who do not come keep the key.
const underToken: readonly [from: string, words: string][] = [
  ['private.staff_passwords where set_at < $1', 'passwords of staff, until their next sign-in'],
  [
    'private.staff_recovery_codes c join private.staff_totp t using (staff_id) where c.used_at is null and t.set_at < $1',
    'spare codes of staff, until a new second factor',
  ],
  [
    'staff_identities where removed_at is null and coalesce(used_at, bound_at) < $1',
    'accounts at a provider, until their next sign-in',
  ],
  ['phone_changes where ended_at is null and asked_at < $1', 'changes of phone that wait'],
  ['clues where received_at < $1', 'reports, which their writers find by it'],
];

async function needsOfToken(clients: RotationClients, replacedAt: Date): Promise<string[]> {
  const needs: string[] = [];
  for (const [from, words] of underToken)
    needs.push(...counted(await count(clients, from, replacedAt), words));
  return needs;
}

async function underSender({ reader }: RotationClients, id: string): Promise<number> {
  const { rows } = await reader.query<{ n: number }>(
    'select count(*)::integer as n from private.push_devices where sender_key = $1',
    [id],
  );
  return rows[0]?.n ?? 0;
}

async function count({ reader }: RotationClients, from: string, before: Date): Promise<number> {
  return (
    (
      await reader.query<{ n: number }>(`select count(*)::integer as n from ${from}`, [
        new Date(before.getTime() + laterMs),
      ])
    ).rows[0]?.n ?? 0
  );
}

function counted(n: number, words: string): string[] {
  return n > 0 ? [`${n} ${words}`] : [];
}
