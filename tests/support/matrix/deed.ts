import type { Act } from '../../../src/domain/policy.ts';
import type { Got } from '../api-stage.ts';
import type { Board } from './board.ts';
import type { Person } from './people.ts';
import { nothing, type Scene, type Things } from './scenes.ts';
import type { StageName } from './ties.ts';

/** Somebody at one message. */
export interface At {
  board: Board;
  scene: Scene;
  person: Person;
}

/** How an answer is to be taken. */
export type Outcome =
  | 'done'
  /** Not theirs: 401, 403, or 404 as to a stranger. */
  | 'refused'
  /** Theirs, and not now: the state, the time, the input. */
  | 'not now'
  | 'fault';

/** One way in which the API carries out an act. */
export interface Deed {
  /** The operation by its id in the description of the API. */
  operation: string;
  /** Which of several ways of it. */
  way?: string;
  /** The rule under which it falls, at this stage. */
  act: Act | ((stage: StageName) => Act);
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path(at: At): string;
  body?(at: At): object;
  /** On what of the message it is done: relations to that count. */
  about?: 'order' | 'part' | 'deputy' | 'unit' | 'thread';
  /** What has to exist for it. */
  thing?: keyof Things;
  /** Where it can be done, by everybody to whom it is allowed … */
  stands: readonly StageName[];
  /** … or by these of them. */
  by?(person: Person, stage: StageName): boolean;
  /** Who may not although the relation would allow it: two persons sign, one step above decides. */
  except?(person: Person, stage: StageName): boolean;
  /** A reviewer counts only while the message is at the desk. */
  untilReviewed?: true;
  /** To whom it was once addressed may hear that it is gone rather than forbidden. */
  late?: true;
  /** Says the same whether it is not theirs or not possible now. */
  sameWord?: true;
  /** The stages at which it makes sense at all; all where left out. */
  only?: readonly StageName[];
  /** Where the status alone doesn't say it. */
  read?(got: Got): Outcome | undefined;
}

/** Below one message at the desk. */
export const desk =
  (step = '') =>
  ({ scene: { code } }: At) =>
    `/api/v1/desk/messages/${code}${step && '/'}${step}`;

/** Below one thing of it: `{}` stands for its number. */
export const deskThing =
  (thing: keyof Things, step: string) =>
  ({ scene }: At) =>
    `/api/v1/desk/messages/${scene.code}/${step.replace('{}', String(scene[thing] ?? nothing))}`;

/** Below one's own message. */
export const own =
  (step = '') =>
  ({ scene: { code } }: At) =>
    `/api/v1/messages/${code}${step && '/'}${step}`;

/** A step that is posted at the desk. */
export const posted = { method: 'POST' } as const;
export const empty = () => ({});
/** Words that fit everywhere. */
export const words = '请查明并修好。';
export const withWords = () => ({ words });

const notTheirs = ['not-allowed', 'not-found', 'sign-in-needed'];

/** What became of the one message of a list. */
export function readOneOfMany({ status, body }: Got): Outcome | undefined {
  const [one] = (body['results'] ?? []) as { done: boolean; refusal?: string }[];
  if (status !== 200 || !one) return undefined;
  if (one.done) return 'done';
  return notTheirs.includes(one.refusal ?? '') ? 'refused' : 'not now';
}
