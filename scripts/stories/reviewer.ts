import type { Board, Employed } from './board.ts';
import type { Answer } from './speaker.ts';

/** A reviewer of the platform, who reads every message before it is shown. */
export class Reviewer {
  readonly #board: Board;
  readonly #self: Employed;

  private constructor(board: Board, self: Employed) {
    this.#board = board;
    this.#self = self;
  }

  static async of(board: Board): Promise<Reviewer> {
    return new Reviewer(board, await board.employs('林晓', 'reviewer'));
  }

  /** What waits for review, by what it is. */
  async queue(): Promise<Answer[]> {
    const path = '/api/v1/desk/queue?room=review';
    return (await this.#asks('looks into the queue', { path })).items;
  }

  /** Publishes a message, with the words that everybody may read where they differ. */
  publishes(code: string, redacted: { title?: string; body?: string } = {}): Promise<Answer> {
    const path = `/api/v1/desk/messages/${code}/publication`;
    const body = { visibility: 'public', ...redacted };
    return this.#asks('publishes', { method: 'POST', path, body });
  }

  /** Publishes what a citizen wrote later: a follow-up, or the words of the latest rating. */
  async publishesWords(kind: 'follow-ups' | 'ratings', id: number): Promise<void> {
    const path = `/api/v1/desk/${kind}/${id}/publication`;
    await this.#asks(`publishes one of the ${kind}`, { method: 'POST', path, body: {} });
  }

  /** Publishes the words of the ratings that wait. */
  async publishesRatings(): Promise<void> {
    for (const { id, ...each } of await this.queue())
      if (each['what'] === 'rating') await this.publishesWords('ratings', id);
  }

  #asks(does: string, rest: Omit<Parameters<Board['ask']>[0], 'who' | 'does' | 'token'>): Promise<Answer> {
    return this.#board.ask({
      who: `The reviewer ${this.#self.name}`,
      does,
      token: this.#self.token,
      ...rest,
    });
  }
}
