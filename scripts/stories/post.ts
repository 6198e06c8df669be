import assert from 'node:assert/strict';
import type { Board, Employed } from './board.ts';
import type { Office } from './office.ts';
import type { Answer } from './speaker.ts';

/** Whoever an instruction goes to. */
export type Addressee = { post: number } | { office: number };

/** Somebody who holds a post: a leader who can be written to, or a deputy who takes instructions. */
export class Post {
  readonly id: number;
  readonly name: string;
  readonly #board: Board;
  readonly #holder: Employed;

  private constructor(board: Board, of: { id: number; name: string; holder: Employed }) {
    this.#board = board;
    this.id = of.id;
    this.name = of.name;
    this.#holder = of.holder;
  }

  static async of(board: Board, name: string, holder: string): Promise<Post> {
    const id = await board.numberOf('posts', name);
    return new Post(board, { id, name, holder: await board.employs(holder, 'leader', { post: id }) });
  }

  /** Instructs somebody, or passes an instruction on; gives the number of the instruction. */
  async instructs(
    code: string,
    given: { to: readonly Addressee[]; words: string; reportOn: string; passedOn?: number },
  ): Promise<number> {
    return (await this.#step('instructs', code, 'instructions', given)).id;
  }

  notes(code: string, addressee: number): Promise<Answer> {
    return this.#step('has read the instruction', code, `addressees/${addressee}/receipt`);
  }

  reports(code: string, addressee: number, words: string): Promise<Answer> {
    return this.#step('reports', code, `addressees/${addressee}/report`, { words });
  }

  acceptsReport(code: string, addressee: number): Promise<Answer> {
    return this.#step('accepts the report', code, `addressees/${addressee}/acceptance`);
  }

  publishes(code: string, instruction: number, words: string): Promise<Answer> {
    return this.#step('makes the instruction public', code, `instructions/${instruction}/publication`, {
      words,
    });
  }

  /** Under which number this post is addressed by an instruction on a message. */
  async isAddressed(code: string): Promise<number> {
    const thread = await this.#board.ask({
      ...{ who: this.name, does: 'reads the instructions', token: this.#holder.token },
      path: `/api/v1/desk/messages/${code}/instructions`,
    });
    return addresseeIn(thread, this.name);
  }

  #step(does: string, code: string, name: string, body: object = {}): Promise<Answer> {
    const path = `/api/v1/desk/messages/${code}/${name}`;
    return this.#board.ask({ who: this.name, does, method: 'POST', path, body, token: this.#holder.token });
  }
}

/** A unit notes an instruction that was passed on to it and reports what it does. */
export async function reportsOnInstruction(unit: Office, code: string, words: string): Promise<void> {
  const thread = await unit.asks(unit.officer, 'reads the instruction', {
    path: `/api/v1/desk/messages/${code}/instructions`,
  });
  const at = `/api/v1/desk/messages/${code}/addressees/${addresseeIn(thread, unit.name)}`;
  await unit.asks(unit.officer, 'has read it', { method: 'POST', path: `${at}/receipt`, body: {} });
  await unit.asks(unit.officer, 'reports', { method: 'POST', path: `${at}/report`, body: { words } });
}

/** Under which number somebody is addressed in a thread. */
export function addresseeIn(thread: Answer, name: string): number {
  const all = thread.items.flatMap((each) => each['addressees'] as { id: number; to: string }[]);
  const found = all.find((each) => each.to === name);
  assert.ok(found, `${name} is addressed by no instruction.`);
  return found.id;
}
