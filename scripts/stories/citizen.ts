import type { Board } from './board.ts';
import type { Answer } from './speaker.ts';

/** What somebody writes to a leader. */
export interface Letter {
  /** The leader by name, and the region in whose list they are looked for. */
  to: string;
  region: string;
  kind: 'suggestion' | 'consultation' | 'complaint' | 'help';
  topic: number;
  title: string;
  body: string;
  place?: string;
  urgency?: 'urgent' | 'emergency';
}

let phones = 0;

/** Somebody who writes to a leader, with a phone of their own. */
export class Citizen {
  readonly name: string;
  readonly phone: string;
  readonly #board: Board;

  constructor(board: Board, name: string, phone?: string) {
    this.#board = board;
    this.name = name;
    this.phone = phone ?? `139${String(45_000_000 + phones++)}`;
  }

  /** Finds the leader, confirms the phone and writes; gives the receipt. */
  async writes({ to, region, ...words }: Letter): Promise<Answer> {
    const leader = await this.finds(to, region);
    const verification = await this.#confirms('write');
    const body = {
      ...{ leader, visibility: 'public', name: this.name, verification },
      ...words,
    };
    return this.#asks('writes', { method: 'POST', path: '/api/v1/messages', body });
  }

  /** The number of a leader, from the region's list. */
  async finds(leader: string, region: string): Promise<number> {
    const { items } = await this.#asks(`looks for ${leader}`, { path: `/api/v1/leaders?region=${region}` });
    const found = items.find((each) => each['name'] === leader);
    if (!found) throw new Error(`${leader} is not among the leaders.`);
    return found.id;
  }

  /** Asks whether somebody was answered on the same thing before. */
  async looksForGuidance({ to, region, title, body }: Letter): Promise<Answer[]> {
    const leader = await this.finds(to, region);
    const words = { leader, title, body };
    const path = '/api/v1/guidance/similar';
    return (await this.#asks('is shown what helped others', { method: 'POST', path, body: words })).items;
  }

  /** Says that the guidance shown was enough. */
  async wasHelpedBy(code: string): Promise<void> {
    const path = `/api/v1/guidance/${code}/outcome`;
    await this.#asks('needs not write', { method: 'POST', path, body: { outcome: 'helped' } });
  }

  /** Reads the own message in full. */
  async reads(code: string): Promise<Answer> {
    const token = await this.#confirms('own');
    return this.#asks('reads the own message', { path: `/api/v1/messages/${code}`, token });
  }

  /** What the board told in the app of one message, the first first. */
  async noticesOf(code: string): Promise<unknown[]> {
    await this.#board.work();
    const token = await this.#confirms('own');
    const { items } = await this.#asks('reads the notices', { path: '/api/v1/mine/notices', token });
    return items
      .filter((each) => each.code === code)
      .map((each) => each['what'])
      .toReversed();
  }

  /** The text messages that reached the phone, but for the codes. */
  async textMessages(): Promise<string[]> {
    await this.#board.work();
    const sent = this.#board.sms.sent.filter(({ phone }) => phone === this.phone);
    return sent.filter(({ reference }) => reference.startsWith('notice')).map(({ words }) => words);
  }

  /** Writes again on the same message; gives the number of what was written. */
  async followsUp(
    code: string,
    type: 'facts' | 'question' | 'not-settled' | 'thanks',
    text: string,
  ): Promise<number> {
    const token = await this.#confirms('own');
    const path = `/api/v1/messages/${code}/follow-ups`;
    return (await this.#asks(`writes again (${type})`, { method: 'POST', path, token, body: { type, text } }))
      .id;
  }

  /** Says what the answer was worth. */
  async rates(
    code: string,
    given: { solved: number; attitude: number; speed: number; words?: string; settled?: boolean },
  ): Promise<Answer> {
    const token = await this.#confirms('own');
    const path = `/api/v1/messages/${code}/rating`;
    return this.#asks('rates', { method: 'PUT', path, token, body: given });
  }

  async #confirms(purpose: 'write' | 'own'): Promise<string> {
    const path = '/api/v1/verifications';
    const begun = await this.#asks('asks for a code', {
      method: 'POST',
      path,
      body: { phone: this.phone, purpose },
    });
    const given = {
      method: 'PUT',
      path: `${path}/${begun.id}`,
      body: { code: begun.developmentCode },
    } as const;
    return (await this.#asks('gives the code back', given)).token;
  }

  #asks(does: string, rest: Omit<Parameters<Board['ask']>[0], 'who' | 'does'>): Promise<Answer> {
    return this.#board.ask({ who: this.name, does, ...rest });
  }
}
