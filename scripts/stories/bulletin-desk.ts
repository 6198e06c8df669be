import type { Employed } from './board.ts';
import type { Office } from './office.ts';
import type { Answer } from './speaker.ts';

/** A draft as it was last read. */
export interface Draft {
  id: number;
  version: number;
}

/** What an office tells others, at its own desk: notices, circulars and special reports. */
export class BulletinDesk {
  readonly #office: Office;

  constructor(office: Office) {
    this.#office = office;
  }

  /** Drafts a bulletin of a kind: `notices`, `circulars` or `special-reports`. */
  async drafts(kind: 'notices' | 'circulars' | 'special-reports', body: object): Promise<Draft> {
    const path = `/api/v1/desk/offices/${this.#office.id}/${kind}`;
    const made = await this.#asks(this.#office.officer, `drafts one of the ${kind}`, {
      method: 'POST',
      path,
      body,
    });
    return { id: Number(made['bulletinId']), version: 1 };
  }

  /** Somebody else changes a draft. */
  async edits(
    draft: Draft,
    by: Employed,
    text: { title: string; body: string; scopes: string[] },
  ): Promise<Draft> {
    const body = { ...text, version: draft.version };
    await this.#asks(by, 'edits it', { method: 'PUT', path: at(draft.id), body });
    return { id: draft.id, version: draft.version + 1 };
  }

  /** Publishes a draft to its units. */
  publishes(draft: Draft, by: Employed, refused?: string): Promise<Answer> {
    const body = { version: draft.version };
    return this.#asks(by, 'publishes it', {
      ...{ method: 'POST', path: at(draft.id, '/publication'), body },
      ...(refused && { refused }),
    });
  }

  reads(id: number): Promise<Answer> {
    return this.#asks(this.#office.officer, 'reads it', { path: at(id) });
  }

  /** The messages of a special report, as this office may read them. */
  async messagesOf(id: number): Promise<Answer[]> {
    return (await this.#asks(this.#office.officer, 'reads its messages', { path: at(id, '/messages') }))
      .items;
  }

  /** A unit says that it has read a bulletin. */
  signsFor(id: number): Promise<Answer> {
    const receipt = { method: 'POST', path: at(id, '/receipts'), body: {} } as const;
    return this.#asks(this.#office.officer, 'signs for it', receipt);
  }

  /** The sender reminds the units that have not signed; gives how many. */
  async reminds(id: number): Promise<unknown> {
    const reminder = { method: 'POST', path: at(id, '/reminders'), body: {} } as const;
    return (await this.#asks(this.#office.officer, 'reminds those who have not signed', reminder))[
      'reminded'
    ];
  }

  #asks(who: Employed, does: string, request: Parameters<Office['asks']>[2]): Promise<Answer> {
    return this.#office.asks(who, does, request);
  }
}

/** The address of a bulletin. */
export function at(id: number, rest = ''): string {
  return `/api/v1/desk/bulletins/${id}${rest}`;
}
