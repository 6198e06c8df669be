import { accept } from '../../src/server/life/handling/accept.ts';
import { withdraw } from '../../src/server/life/intake/withdraw.ts';
import { review } from '../../src/server/life/intake/review.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { appPool } from '../../src/server/store/db.ts';
import type { ApiStage } from './api-stage.ts';
import { rowsOf, written } from './after-work.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;

/** A city under a province, with those who work and those who watch. */
export interface Watched {
  city: number;
  province: number;
  /** Bearer tokens: Song and Tang supervise for the province, Zhao works at the city, the platform watches all. */
  song: string;
  tang: string;
  zhao: string;
  platform: string;
  /** Somebody of an office beside. */
  stranger: string;
  /** A supervisor who sits at the city itself. */
  guangyuanOnly: string;
  reviewer: Staff;
  officer: Staff;
  written(leader?: string): Promise<string>;
  transferred(leader?: string, changes?: object): Promise<string>;
  accepted(): Promise<string>;
  withdrawn(): Promise<string>;
  /** The office accepts and answers it now. */
  answer(code: string): Promise<void>;
  /** Its author takes it back now. */
  takenBack(code: string): Promise<void>;
  /** When the answer is promised. */
  dueOf(code: string): Promise<Date>;
  /** The clock goes on to that moment. */
  moveTo(at: Date | string): void;
  /** Which offices are to be told what of a message, as the steps left it. */
  told(code: string): Promise<{ office: number; what: string; urgent: boolean }[]>;
}

/** Puts the people of supervision on the stage. */
export async function watched(stage: ApiStage): Promise<Watched> {
  const { officeId: city } = await stage.leader('广元市委书记');
  const { officeId: province } = await stage.leader('四川省委书记');
  const { officeId: beside } = await stage.leader('成都市委书记');
  const [top] = await rowsOf<{ id: number }>(`select id from offices where code = 'supervision-desk'`);
  const reviewer = await stage.staff('审核员甲', 'reviewer');
  const officer = await stage.staff('周办', 'officer', city);
  const head = await stage.staff('孙主任', 'head', city);
  await stage.staff('钱岳', 'approver', city);
  const token = async (name: string, role: 'supervisor' | 'officer', office: number) =>
    (await stage.employed(name, role, office)).token;
  const authors = new Map<string, Actor>();
  const takenBack = async (code: string) =>
    void (await withdraw(code, '', authors.get(code) as Actor, stage.now()));
  const write = async (leader = '广元市委书记', changes: object = {}) => {
    const { id } = await stage.leader(leader);
    const made = await written(stage, { leader: id, ...changes }, stage.now());
    authors.set(made.code, made.author);
    return made.code;
  };
  const transferred = async (leader?: string, changes: object = {}) => {
    const code = await write(leader, changes);
    await review(code, { visibility: 'public' }, reviewer, stage.now());
    return code;
  };
  return {
    city,
    province,
    song: await token('宋督查', 'supervisor', province),
    tang: await token('唐督查', 'supervisor', province),
    zhao: await token('赵敏', 'officer', city),
    platform: await token('总台', 'supervisor', top?.id as number),
    stranger: await token('外人', 'officer', beside),
    guangyuanOnly: await token('本市督查', 'supervisor', city),
    reviewer,
    officer,
    written: (leader) => write(leader),
    transferred,
    accepted: async () => {
      const code = await transferred();
      await accept(code, officer, stage.now());
      return code;
    },
    withdrawn: async () => {
      const code = await transferred();
      await takenBack(code);
      return code;
    },
    answer: async (code) => {
      await accept(code, officer, stage.now());
      const draft = { type: 'final', text: '已修好。', unit: '广元市交通运输局' } as const;
      const { replyId } = await draftReply(code, draft, officer, stage.now());
      await approveReply(code, replyId, head, stage.now());
    },
    takenBack,
    dueOf: async (code) =>
      (await rowsOf<{ due: Date }>('select due_at as due from messages where code = $1', [code]))[0]
        ?.due as Date,
    moveTo: (to) => {
      const moment = typeof to === 'string' ? new Date(`${to}+08:00`) : to;
      stage.later((moment.getTime() - stage.now().getTime()) / 60_000);
    },
    told: async (code) =>
      (
        await appPool().query(
          `select (payload->>'office')::integer as office, payload->>'what' as what, (payload->>'urgent')::boolean as urgent
           from outbox o join messages m on m.id = (o.payload->>'message')::bigint where m.code = $1 and o.task = 'tell-office' order by o.id`,
          [code],
        )
      ).rows,
  };
}
