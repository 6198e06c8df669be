import assert from 'node:assert/strict';

/** One request: who sends it, what they mean by it, and what it takes. */
export interface Asked {
  who: string;
  does: string;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
  token?: string;
  /** The code of the problem with which it is to be refused; left out: it is to be done. */
  refused?: string;
}

/** What stories look at in an answer; each answer has some of it. */
export interface Answer {
  id: number;
  code: string;
  token: string;
  developmentCode: string;
  dueAt: string | null;
  items: Answer[];
  [other: string]: unknown;
}

/** Speaks with the board by HTTP as programs do; an answer that the story does not expect ends the story. */
export class Speaker {
  readonly #url: string;
  readonly #say: (line: string) => void;

  constructor(url: string, say: (line: string) => void) {
    this.#url = url;
    this.#say = say;
  }

  /** Sends one request and gives the JSON that came back. */
  async ask(asked: Asked): Promise<Answer> {
    const answer = await this.#send(asked);
    const text = await answer.text();
    const body = (text === '' ? {} : JSON.parse(text)) as Answer;
    if (asked.refused) assert.equal(body.code, asked.refused, `${asked.who} ${asked.does}: ${text}`);
    return body;
  }

  /** Gets what is not JSON: a page, a picture, a PDF. */
  async get(asked: Asked): Promise<{ type: string; bytes: Buffer }> {
    const answer = await this.#send(asked);
    const type = answer.headers.get('content-type') ?? '';
    return { type, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  async #send(asked: Asked): Promise<Response> {
    const { who, does, method = 'GET', path, body, token, refused } = asked;
    const headers = {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const answer = await fetch(this.#url + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    this.#say(
      `    ${who} ${does}: ${method} ${decodeURI(path).replace(/[\w-]{22,}/, '…')} → ${answer.status}`,
    );
    if (answer.ok === (refused !== undefined))
      assert.fail(`${who} ${does}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
