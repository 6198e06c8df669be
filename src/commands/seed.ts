import { randomInt } from 'node:crypto';
import type { Actor, Duty, StaffRole } from '../domain/actor.ts';
import { dayOf } from '../domain/calendar.ts';
import { staffActor } from '../server/access/staff-actor.ts';
import { makeStaffToken } from '../server/access/staff-token.ts';
import { now as clockNow } from '../server/clock.ts';
import type { Config } from '../server/config.ts';
import { addRegions } from '../server/life/directory/generation/add-regions.ts';
import { changeDirectory } from '../server/life/directory/change-directory.ts';
import { addStaff } from '../server/life/people/add-staff.ts';
import { board } from '../server/views/board.ts';
import { demonstrationStaff } from '../server/views/desk/demonstration.ts';
import { leaderByName } from '../server/views/leader-by-name.ts';
import { type Cast, play } from './seed/play.ts';
import { readStories } from './seed/story.ts';

/** A way to sign in that exists on a laptop only. */
export interface SignIn {
  role: string;
  name: string;
  url: string;
}

const called: Partial<Record<StaffRole, string>> = {
  reviewer: '审核员 reviewer',
  officer: '经办人 officer',
  approver: '签发人 approver',
  operator: '运维 operator',
};

/** Seeds the demonstration on the first start of a laptop's house, and makes fresh one-time sign-in links at every start. */
export async function seed(config: Config): Promise<SignIn[]> {
  const now = clockNow();
  if ((await demonstrationStaff(board())).length === 0) await firstStart(now);
  const staff = await demonstrationStaff(board());
  return Promise.all(
    staff.map(async ({ id, name, duties }) => ({
      role: called[duties[0]?.role ?? 'officer'] ?? '',
      name,
      url: `${config.publicUrl}/desk/sign-in/${await makeStaffToken({ staffId: id, purpose: 'sign-in-link', label: null }, now)}`,
    })),
  );
}

async function firstStart(now: Date): Promise<void> {
  const { regions, stories } = readStories();
  await changeDirectory((tx) => addRegions(tx, regions, { validFrom: dayOf(now), origin: 'demonstration' }));
  const leaders = new Map<string, Leader>();
  for (const { leader } of stories) leaders.set(leader, await leaderNamed(leader));
  const cast = await makeCast(leaders, now);
  for (const story of stories)
    await play(story, `139${String(randomInt(100_000_000)).padStart(8, '0')}`, cast, now);
}

type Leader = { id: number; officeId: number };

async function leaderNamed(name: string): Promise<Leader> {
  const found = await leaderByName(board(), name);
  if (!found) throw new Error(`The stories speak of ${name}, who is not in the directory.`);
  return found;
}

// A few people are enough to look at everything: each works for all offices of the stories.
async function makeCast(leaders: ReadonlyMap<string, Leader>, now: Date): Promise<Cast> {
  const offices = [...new Set([...leaders.values()].map((l) => l.officeId))];
  const atDesk = (role: StaffRole): Duty[] => [{ role, officeId: null, postId: null }];
  const atOffices = (role: StaffRole): Duty[] =>
    offices.map((officeId) => ({ role, officeId, postId: null }));
  const reviewer = await person('林晓', atDesk('reviewer'), now);
  await person('江月', atDesk('reviewer'), now);
  const officer = await person('赵敏', atOffices('officer'), now);
  const approver = await person('钱岳', atOffices('approver'), now);
  await person('方舟', atDesk('operator'), now);
  return { reviewer, officer, approver, leaders };
}

async function person(name: string, duties: Duty[], now: Date): Promise<Actor> {
  const { staffId } = await addStaff({ name, duties }, { kind: 'machine', name: 'seed' }, now);
  const actor = await staffActor(staffId, now);
  if (!actor) throw new Error(`${name} was not made.`);
  return actor;
}
