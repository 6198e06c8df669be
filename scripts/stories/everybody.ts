import type { Board } from './board.ts';
import type { Answer } from './speaker.ts';

/** What everybody may read, without saying who they are. */
export class Everybody {
  readonly #board: Board;

  constructor(board: Board) {
    this.#board = board;
  }

  /** One message with all that was said. */
  reads(code: string): Promise<Answer> {
    return this.#asks('reads it', `/api/v1/messages/${code}`);
  }

  /** The codes in the public list. */
  async finds(query: string): Promise<string[]> {
    const { items } = await this.#asks('looks through the list', `/api/v1/messages?${query}`);
    return items.map(({ code }) => code);
  }

  /** Answers marked as guidance that hold these words. */
  async guidance(words: string): Promise<Answer[]> {
    return (await this.#asks('looks for guidance', `/api/v1/guidance?q=${encodeURIComponent(words)}`)).items;
  }

  /** The suggestions of a region that became a measure. */
  async adopted(region: string): Promise<Answer[]> {
    return (await this.#asks('reads what was adopted', `/api/v1/adopted?region=${region}`)).items;
  }

  /** Everything in which a message may stand open, as one text: message, list and searches, by program and on the pages. */
  async everythingOf(code: string, words: readonly string[]): Promise<string> {
    const searches = words.map((each) => encodeURIComponent(each));
    const answers = [
      await this.reads(code),
      await this.#asks('reads the list', '/api/v1/messages?limit=100'),
      ...(await Promise.all(searches.map((q) => this.#asks('searches', `/api/v1/messages?q=${q}`)))),
    ];
    const paths = [
      `/messages/${code}`,
      '/messages',
      `/messages?q=${searches[0] ?? ''}`,
      '/',
      '/guidance',
      '/adopted',
    ];
    const pages: string[] = [];
    for (const path of paths) pages.push(await this.#board.page('Everybody', path));
    return [...answers.map((each) => JSON.stringify(each)), ...pages].join('\n');
  }

  #asks(does: string, path: string): Promise<Answer> {
    return this.#board.ask({ who: 'Everybody', does, path });
  }
}
