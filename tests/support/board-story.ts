import type { Submission } from '../../src/domain/message.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import {
  answered,
  bridge,
  closed,
  late,
  markup,
  type Office,
  type Person,
  type Telling,
  thanked,
} from './board-tales.ts';
import { hidden } from './hidden-tales.ts';
import { type Stage, words } from './story.ts';

/** Messages in every state that a page can show, by what they are; written in the days before `now`. */
export interface BoardStory {
  luo: Person;
  zhou: Person;
  /** Two interim words, an answer, not settled, a second answer, a rating: the whole trace. */
  bridge: string;
  /** Title and text hold markup and quotes. */
  markup: string;
  late: string;
  closed: string;
  thanked: string;
  awaiting: string;
  kept: string;
  rejected: string;
  withdrawn: string;
  /** Answered yesterday, not rated yet. */
  answered: string;
  leaderId: number;
  /** People of the office that answers. */
  office: Office;
  write(person: Person, changes: Partial<Submission>, at: Date): Promise<string>;
}

const hour = 3_600_000;

/** Plays the story on a stage; pictures need their room open. */
export async function tellBoardStory(stage: Stage, now: Date): Promise<BoardStory> {
  const ago = (days: number, hours = 0): Date => new Date(now.getTime() - days * 24 * hour + hours * hour);
  const { id: leaderId, officeId } = await stage.leader('广元市委书记');
  const luo = await stage.citizen('13800138000', ago(13));
  const zhou = await stage.citizen('13800138001', ago(13));
  const office = {
    reviewer: await stage.staff('审核员甲', 'reviewer'),
    officer: await stage.staff('经办人赵', 'officer', officeId),
    approver: await stage.staff('签发人钱', 'approver', officeId),
  };
  const write = async (person: Person, changes: Partial<Submission>, at: Date): Promise<string> => {
    const arrival = { by: { citizenId: person.citizenId }, source: 'web' as const, idempotencyKey: null };
    return (await submit(words({ leader: leaderId, anotherMatter: true, ...changes }), arrival, at)).code;
  };
  const by: Telling = { office, write, ago, luo, zhou };
  return {
    ...{ luo, zhou, leaderId, office, write },
    bridge: await bridge(by),
    markup: await markup(by),
    late: await late(by),
    closed: await closed(by),
    thanked: await thanked(by),
    answered: await answered(by),
    ...(await hidden(by)),
  };
}
