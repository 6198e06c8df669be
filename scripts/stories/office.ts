import type { Board, Employed } from './board.ts';
import type { Answer } from './speaker.ts';

/** A reply as an office writes it: the unit that it names, and the words. */
export interface Reply {
  type?: 'interim' | 'final';
  unit: string;
  text: string;
}

type Request = Omit<Parameters<Board['ask']>[0], 'who' | 'does' | 'token'>;

/** An office or unit with its people: an officer who works, a second person who signs, and the head. */
export class Office {
  readonly id: number;
  readonly name: string;
  readonly officer: Employed;
  readonly approver: Employed;
  readonly head: Employed;
  readonly #board: Board;

  private constructor(board: Board, of: Pick<Office, 'id' | 'name' | 'officer' | 'approver' | 'head'>) {
    this.#board = board;
    this.id = of.id;
    this.name = of.name;
    this.officer = of.officer;
    this.approver = of.approver;
    this.head = of.head;
  }

  /** The office of that name, with people who can work at it. */
  static async of(board: Board, name: string): Promise<Office> {
    const id = await board.numberOf('offices', name);
    const [officer, approver, head] = [
      await board.employs('赵敏', 'officer', { office: id }),
      await board.employs('钱岳', 'approver', { office: id }),
      await board.employs('孙立', 'head', { office: id }),
    ];
    return new Office(board, { id, name, officer, approver, head });
  }

  accepts(code: string): Promise<Answer> {
    return this.#step('accepts', code, 'acceptance');
  }

  /** Hands the work down to a unit below, or calls a joint unit in; gives the number of the order. */
  async orders(
    unit: Office,
    code: string,
    given: { words: string; role?: 'lead' | 'joint'; dueOn?: string },
  ): Promise<number> {
    const body = { office: unit.id, role: 'lead', ...given };
    return (await this.#step(`orders ${unit.name}`, code, 'assignments', body)).id;
  }

  signsFor(code: string, order: number): Promise<Answer> {
    return this.#step('signs for the order', code, `assignments/${order}/acceptance`);
  }

  returns(code: string, order: number, words: string): Promise<Answer> {
    const body = { code: 'other-unit', words };
    return this.#step('returns the order', code, `assignments/${order}/return`, body);
  }

  rules(code: string, unit: Office, words: string): Promise<Answer> {
    return this.#step(`rules that ${unit.name} does it`, code, 'ruling', { office: unit.id, words });
  }

  reports(code: string, order: number, text: string): Promise<Answer> {
    return this.#step('reports the result', code, `assignments/${order}/result`, { text });
  }

  acceptsResult(code: string, order: number): Promise<Answer> {
    return this.#step('accepts the result', code, `assignments/${order}/result-approval`);
  }

  /** Somebody, an officer if not said, drafts a reply; gives its number. */
  async drafts(code: string, { type = 'final', unit, text }: Reply, by = this.officer): Promise<number> {
    const path = `/api/v1/desk/messages/${code}/replies`;
    const body = { type, unit, text };
    return (await this.asks(by, `drafts the ${type} reply`, { method: 'POST', path, body })).id;
  }

  /** Somebody, the approver if not said, signs a draft, which publishes it. */
  signs(
    code: string,
    draft: number,
    { by = this.approver, refused }: { by?: Employed; refused?: string } = {},
  ): Promise<Answer> {
    const path = `/api/v1/desk/messages/${code}/replies/${draft}/approval`;
    const signing = { method: 'POST', path, body: {} } as const;
    return this.asks(by, refused ? 'cannot sign the reply' : 'signs the reply', {
      ...signing,
      ...(refused && { refused }),
    });
  }

  /** Drafts a reply and publishes it, by two people. */
  async answers(code: string, reply: Reply): Promise<Answer> {
    return this.signs(code, await this.drafts(code, reply));
  }

  /** Proposes an answered message as guidance or as adopted, and a second person confirms. */
  async marks(
    code: string,
    mark: { what: 'guidance' } | { what: 'adopted'; measure: string; on: string; link: string },
  ): Promise<void> {
    const { id } = await this.#step(`proposes it as ${mark.what}`, code, 'marks', mark);
    const path = `/api/v1/desk/messages/${code}/marks/${id}/confirmation`;
    await this.asks(this.approver, 'confirms that', { method: 'POST', path, body: {} });
  }

  /** The message as this office's officer sees it. */
  reads(code: string): Promise<Answer> {
    return this.asks(this.officer, 'reads it at the desk', { path: `/api/v1/desk/messages/${code}` });
  }

  /** Sees the writer's phone or name, with the reason; refused where the story says so. */
  async sees(what: 'phone' | 'name', code: string, reason: string): Promise<unknown> {
    return (await this.#step(`sees the writer’s ${what}`, code, 'reveals', { what, reason }))['value'];
  }

  /** Is refused to see it. */
  async maySeeNothing(what: 'phone' | 'name', code: string, reason: string): Promise<void> {
    await this.asks(this.officer, `may not see the writer’s ${what}`, {
      ...{ method: 'POST', path: `/api/v1/desk/messages/${code}/reveals`, body: { what, reason } },
      refused: 'not-allowed',
    });
  }

  /** What the officer was told at the desk, by what it is, the latest first. */
  async notices(): Promise<unknown[]> {
    await this.#board.work();
    const { items } = await this.asks(this.officer, 'reads the notices', { path: '/api/v1/desk/notices' });
    return items.map((each) => each['what']);
  }

  /** One request of somebody of this office. */
  asks(who: Employed, does: string, request: Request): Promise<Answer> {
    return this.#board.ask({ who: `${this.name} (${who.name})`, does, token: who.token, ...request });
  }

  #step(does: string, code: string, name: string, body: object = {}): Promise<Answer> {
    return this.asks(this.officer, does, {
      ...{ method: 'POST', path: `/api/v1/desk/messages/${code}/${name}`, body },
    });
  }
}
