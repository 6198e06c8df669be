/** What the stories read of answers. */
export interface Answer {
  id?: string | number;
  code?: string;
  token?: string;
  developmentCode?: string;
  state?: unknown;
  items?: { id: number; name: string }[];
}

/** Speaks JSON with the API; throws with the problem's words when the answer is not what the story expects. */
export class Speaker {
  readonly #url: string;
  readonly #say: (line: string) => void;

  constructor(url: string, say: (line: string) => void) {
    this.#url = url;
    this.#say = say;
  }

  /** Sends one request, says what came back, and returns the body. */
  async ask(asked: {
    as: string;
    does: string;
    method: string;
    path: string;
    body?: unknown;
    token?: string;
    expect: number;
  }): Promise<Answer> {
    const answer = await fetch(`${this.#url}/api/v1${asked.path}`, {
      method: asked.method,
      headers: {
        'content-type': 'application/json',
        ...(asked.token && { authorization: `Bearer ${asked.token}` }),
      },
      ...(asked.body !== undefined && { body: JSON.stringify(asked.body) }),
    });
    const text = await answer.text();
    if (answer.status !== asked.expect)
      throw new Error(`${asked.as} ${asked.does}: ${answer.status} instead of ${asked.expect}: ${text}`);
    this.#say(
      `  ${asked.as} ${asked.does}: ${asked.method} ${asked.path.replace(/[\w-]{22,}/, '…')} → ${answer.status}`,
    );
    return text === '' ? {} : (JSON.parse(text) as Answer);
  }
}
