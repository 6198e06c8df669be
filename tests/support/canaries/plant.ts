import { makeStaffToken } from '../../../src/server/access/staff-token.ts';
import type { Actor, StaffRole } from '../../../src/domain/actor.ts';
import { groupKey } from '../clue-kit.ts';
import { plain } from '../picture-kit.ts';
import type { Subscriber } from '../push-house.ts';
import { type Stage, words } from '../story.ts';
import { canaries } from './marks.ts';
import { type Program, until } from './program.ts';
import { sendClues } from './send-clues.ts';
import { turnOnPushFor } from './turn-on-push.ts';

/** Where the marked values were sent, and what came back to whoever sent them. */
export interface Planted {
  /** The headers of every answer: where one was sent, which cookies were set. */
  headers: string[];
  /** The one that is kept private, the public one with words blacked out, the rejected one. */
  codes: { private: string; public: string; rejected: string };
  officer: string;
  author: string;
  /** The author's browser, in which push is on. */
  device: Subscriber;
  /** Confidential reports: who may open them with which key, and the secrets of their writers. */
  clues: { examiner: Actor; identity: string; secrets: string[] };
  call(method: string, path: string, sent?: { token?: string; body?: unknown }): Promise<Json>;
  token(name: string, role: StaffRole, office?: number | null): Promise<string>;
}

type Json = Record<string, unknown> & { status: number; text: string };

/** Sends every marked value through the doors of the running program that take such a thing. */
export async function plant(stage: Stage, program: Program): Promise<Planted> {
  const headers: string[] = [];
  const call = calling(program, headers);
  const { id: leader, officeId } = await stage.leader('广元市委书记');
  const token = async (name: string, role: StaffRole, office: number | null = null): Promise<string> => {
    const { staffId } = await stage.staff(name, role, office);
    return makeStaffToken({ staffId, purpose: 'bearer', label: null }, new Date());
  };
  const reviewer = await token('审核员', 'reviewer');
  const officer = await token('经办人', 'officer', officeId);
  const author = await confirmed(program, call, canaries.phone);
  const write = async (changes: object, by = author): Promise<string> => {
    const body = {
      ...words({ leader }),
      name: canaries.name,
      verification: by,
      anotherMatter: true,
      ...changes,
    };
    return String((await call('POST', '/api/v1/messages', { body }))['code']);
  };
  const step = (code: string, name: string, body: object, by = officer): Promise<Json> =>
    call('POST', `/api/v1/desk/messages/${code}/${name}`, { token: by, body });
  const codes = {
    private: await write({
      title: canaries.privateTitle,
      body: `${canaries.privateBody}，卡号${canaries.card}`,
      place: canaries.place,
      remark: canaries.remark,
      visibility: 'private',
    }),
    public: await write({
      body: `桥塌了，住${canaries.blackedOut}，打${canaries.secondPhone}。`,
      remark: canaries.remark,
    }),
    rejected: await write({ body: canaries.rejectedBody }),
  };
  const device = await turnOnPushFor(codes.private, program, headers);
  await step(codes.private, 'publication', { visibility: 'private' }, reviewer);
  await step(codes.public, 'publication', { visibility: 'public', body: '桥塌了，住███，打███。' }, reviewer);
  await step(codes.rejected, 'rejection', { code: 'unclear', words: canaries.rejection }, reviewer);
  for (const code of [codes.private, codes.public]) {
    await step(code, 'acceptance', {});
    await step(code, 'notes', { words: canaries.note });
    await step(code, 'reveals', { what: 'phone', reason: canaries.reveal });
    await step(code, 'reveals', { what: 'name', reason: canaries.reveal });
    const draft = { type: 'interim', text: canaries.draftReply, unit: '广元市交通运输局' };
    await step(code, 'replies', draft);
    const on = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await step(code, 'extensions', { words: '还要几天。', internal: canaries.extension, on });
    const said = { type: 'facts', text: canaries.followUp };
    await call('POST', `/api/v1/messages/${code}/follow-ups`, { token: author, body: said });
  }
  await call('PUT', '/api/v1/desk/phone', { token: officer, body: { phone: canaries.staffPhone } });
  await odd(program, headers, leader);
  const examiner = await stage.staff('线索员', 'examiner');
  const key = await groupKey(examiner, new Date());
  const secrets = await sendClues(program, key, headers);
  return {
    headers,
    codes,
    officer,
    author,
    call,
    token,
    device,
    clues: { examiner, identity: key.identity, secrets },
  };
}

function calling(program: Program, headers: string[]): Planted['call'] {
  return async (method, path, { token, body } = {}) => {
    const answer = await fetch(program.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    headers.push(JSON.stringify([...answer.headers]));
    const text = await answer.text();
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { ...json, status: answer.status, text };
  };
}

/** Confirms a phone by the code that the gateway was given for it. */
async function confirmed(program: Program, call: Planted['call'], phone: string): Promise<string> {
  const { id } = await call('POST', '/api/v1/verifications', { body: { phone, purpose: 'write' } });
  const sent = () => program.gateway.taken.find(({ to }) => to === phone);
  await until(() => sent() !== undefined);
  const code = /\d{6}/.exec(sent()?.text ?? '')?.[0];
  return String((await call('PUT', `/api/v1/verifications/${id}`, { body: { code } }))['token']);
}

/** What goes wrong, or is never sent: a draft, a search, a wrong sign-in, a name of a file, bytes that are no JSON. */
async function odd({ url }: Program, headers: string[], leader: number): Promise<void> {
  const jar = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url + path, {
      redirect: 'manual',
      ...init,
      headers: { origin: url, accept: 'text/html', ...(cookie && { cookie }), ...init.headers },
    });
    for (const each of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (each.split(';', 1)[0] ?? '').split('=');
      jar.set(name, value);
    }
    headers.push(JSON.stringify([...answer.headers]));
    return answer;
  };
  // As a browser without scripts: the form's own hidden fields go with what was typed.
  const form = async (path: string, fields: Record<string, string | File>, action = path): Promise<void> => {
    const page = await (await send(path)).text();
    const body = new FormData();
    for (const [input] of page.matchAll(/<input[^>]*type="hidden"[^>]*>/g))
      body.set(/name="([^"]*)"/.exec(input)?.[1] ?? '', /value="([^"]*)"/.exec(input)?.[1] ?? '');
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    // A button may have an address of its own.
    const button = new RegExp(`formaction="([^"]*${String(fields['do'])}[^"]*)"`).exec(page)?.[1];
    const to = button ? new URL(button.replaceAll('&amp;', '&'), url + path) : new URL(action, url);
    const answer = await send(to.pathname + to.search, { method: 'POST', body });
    if (answer.status !== 303 && action === path) throw new Error(`${path}: ${answer.status}`);
  };
  await form(`/write/matter?leader=${leader}`, { kind: 'help', topic: '197', do: 'next' });
  await form('/write/words', { title: '路灯', body: canaries.draftWords, visibility: 'public', do: 'next' });
  const picture = await plain()
    .jpeg()
    .withExif({ IFD0: { Copyright: canaries.exif } })
    .toBuffer();
  const file = new File([new Uint8Array(picture)], canaries.fileName, { type: 'image/jpeg' });
  await form('/write/pictures', { picture: file, do: 'add' });
  await send(`/messages?q=${encodeURIComponent(canaries.search)}`);
  await send(`/api/v1/messages?cursor=${encodeURIComponent(canaries.search)}`);
  const typed = { login: canaries.typedName, password: canaries.password };
  await form('/desk/sign-in', typed, '/desk/sign-in?/password');
  const json = { method: 'POST', headers: { 'content-type': 'application/json' } };
  await send('/api/v1/messages', { ...json, body: `{"title": "${canaries.badJson}` });
  await send('/api/v1/messages', {
    ...json,
    body: JSON.stringify({ [canaries.badJson]: canaries.badJson, kind: 7 }),
  });
  await send(`/${encodeURIComponent(canaries.search)}/x`);
}
