import type { Actor } from '../../src/domain/actor.ts';
import { staffActor } from '../../src/server/access/staff-actor.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { appPool, keys } from '../../src/server/store/db.ts';
import { rowsOf, written } from './after-work.ts';
import type { Stage } from './story.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;

/** Guangyuan's party secretary, a deputy of its mayor, their office, a unit below it and one elsewhere; everybody by name. */
export interface InstructingStage {
  postId: number;
  deputyPostId: number;
  officeId: number;
  unitId: number;
  secretary: Staff;
  deputy: Staff;
  officer: Staff;
  approver: Staff;
  worker: Staff;
  reviewer: Staff;
  supervisor: Staff;
  stranger: Staff;
  /** A message that the office has. */
  message(changes?: Parameters<typeof written>[1], at?: Date): ReturnType<typeof written>;
}

/** Puts these people on a stage. */
export async function instructingStage(stage: Stage): Promise<InstructingStage> {
  const { id: postId, officeId } = await stage.leader('广元市委书记');
  const { id: deputyPostId } = await stage.leader('广元市副市长（分管城建、交通、环保）');
  const unitId = await officeCalled('广元市交通运输局');
  const above = await officeCalled('四川省信访局');
  const reviewer = await stage.staff('审核员甲', 'reviewer');
  return {
    postId,
    deputyPostId,
    officeId,
    unitId,
    reviewer,
    secretary: await leaderAt('何书记', postId, stage.start),
    deputy: await leaderAt('罗副市长', deputyPostId, stage.start),
    officer: await stage.staff('赵敏', 'officer', officeId),
    approver: await stage.staff('钱岳', 'approver', officeId),
    worker: await stage.staff('周工', 'officer', unitId),
    supervisor: await stage.staff('省督办', 'supervisor', above),
    stranger: await stage.staff('外人', 'officer', await officeCalled('成都市信访局')),
    message: async (changes = {}, at = stage.start) => {
      const made = await written(stage, changes, at);
      await review(made.code, { visibility: changes.visibility ?? 'public' }, reviewer, at);
      return made;
    },
  };
}

/** Somebody who holds a post. */
export async function leaderAt(name: string, postId: number, at: Date): Promise<Staff> {
  const { rows } = await appPool().query<{ id: number }>(
    'insert into staff (name, created_at) values ($1, $2) returning id',
    [name, at],
  );
  const id = rows[0]?.id as number;
  await appPool().query(
    `insert into staff_roles (staff_id, role, post_id, from_at) values ($1, 'leader', $2, $3)`,
    [id, postId, at],
  );
  return (await staffActor(id, at)) as Staff;
}

/** The number of an office by its name. */
export async function officeCalled(name: string): Promise<number> {
  const [row] = await rowsOf<{ id: number }>('select id from offices where name = $1', [name]);
  if (!row) throw new Error(`There is no ${name}.`);
  return row.id;
}

/** What `npm run verify` finds wrong. */
export async function breaches(stage: Stage): Promise<string[]> {
  const found: string[] = [];
  await verify(stage.urls.backupUrl, keys(), (finding) => found.push(...finding.breaches));
  return found;
}
