import { loadKeys } from '../../src/server/store/keys.ts';
import path from 'node:path';
import fs from 'node:fs';
import { app, closeStore, openStore } from '../../src/server/store/db.ts';
import { confirmVerification, startVerification } from '../../src/server/access/verification.ts';
import { staffActor } from '../../src/server/access/staff-actor.ts';
import { insertStaff } from '../../src/server/store/staff.ts';
import { forgetCalendar } from '../../src/server/store/known-calendar.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { StaffRole } from '../../src/domain/actor.ts';
import type { Submission } from '../../src/domain/message.ts';
import type { FreshDatabase } from './database.ts';
import { freshStage } from './stage-template.ts';
import { throwawayFolder } from './test-server.ts';

/** A board with the whole directory on a fresh database, and people to play on it. */
export interface Stage {
  /** Monday, 9 November 2026, 08:14 in Shanghai. */
  start: Date;
  urls: FreshDatabase;
  /** The keys with which the store was opened. */
  keyFile: string;
  leader(name: string): Promise<{ id: number; officeId: number }>;
  citizen(phone: string, now?: Date): Promise<{ citizenId: number; token: string; actor: Actor }>;
  staff(name: string, role: StaffRole, officeId?: number | null): Promise<Extract<Actor, { kind: 'staff' }>>;
  close(): Promise<void>;
}

/** Sets the stage; close it in afterAll. */
export async function setStage(): Promise<Stage> {
  const start = new Date('2026-11-09T00:14:00Z');
  const urls = await freshStage(start);
  const folder = throwawayFolder();
  const keyFile = path.join(folder, 'keys.json');
  openStore({
    app: urls.appUrl,
    private: urls.privateUrl,
    retention: urls.retentionUrl,
    keys: loadKeys(keyFile, true),
  });
  forgetCalendar();
  return {
    start,
    urls,
    keyFile,
    leader,
    citizen: (phone, now = start) => citizen(phone, now),
    staff: (name, role, officeId = null) => staff(name, role, officeId, start),
    close: async () => {
      await closeStore();
      await urls.drop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function leader(name: string): Promise<{ id: number; officeId: number }> {
  const row = await app()
    .selectFrom('posts')
    .select(['id', 'office_id'])
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return { id: row.id, officeId: row.office_id };
}

async function citizen(
  phone: string,
  now: Date,
): Promise<{ citizenId: number; token: string; actor: Actor }> {
  const { id, code } = await startVerification(phone, 'write', now);
  const { token, citizenId } = await confirmVerification(id, code, now);
  return { citizenId, token, actor: { kind: 'citizen', citizenId } };
}

async function staff(
  name: string,
  role: StaffRole,
  officeId: number | null,
  at: Date,
): Promise<Extract<Actor, { kind: 'staff' }>> {
  const duties = [{ role, officeId, postId: null }];
  const id = await app()
    .transaction()
    .execute((tx) => insertStaff(tx, { name, duties, at }));
  const actor = await staffActor(id, at);
  if (!actor) throw new Error('The member of staff was not made.');
  return actor;
}

/** A message as a citizen would write it; change what the scene needs. */
export function words(changes: Partial<Submission> & { leader: number }): Submission {
  return {
    kind: 'help',
    topic: 197,
    title: '乡道桥面塌陷,娃娃上学要绕行',
    body: '书记您好。我们村口的石拱桥八月涨水后塌了一个洞,到现在没有修,孩子上学要绕七公里。',
    name: '罗小满',
    visibility: 'public',
    pictures: [],
    ...changes,
  };
}
