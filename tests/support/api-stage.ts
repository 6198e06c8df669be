import fs from 'node:fs';
import { vi } from 'vitest';
import type { StaffRole } from '../../src/domain/actor.ts';
import { forgetPaces } from '../../src/server/access/rate-limit.ts';
import { makeStaffToken } from '../../src/server/access/staff-token.ts';
import { api } from '../../src/server/api/app.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import { closePictures, openPictures } from '../../src/server/pictures/pictures-room.ts';
import { checkAnswer } from './api-check.ts';
import { setStage, type Stage } from './story.ts';
import { throwawayFolder } from './test-server.ts';

/** What a program sends beside method and path. */
export interface Sent {
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: BodyInit;
  token?: string;
  headers?: Record<string, string>;
}

/** What came back. */
export interface Got<T = Loose> {
  status: number;
  headers: Headers;
  body: T;
}

/** The whole board behind its API, without a listening server; the clock stands unless somebody moves it. */
export interface ApiStage extends Stage {
  now(): Date;
  later(minutes: number): void;
  /** Sends a request; the answer is held against the description of the API. */
  call<T = Loose>(method: string, path: string, sent?: Sent): Promise<Got<T>>;
  /** Confirms a phone over the API; gives the token. */
  confirmed(phone: string, purpose?: string): Promise<string>;
  /** A member of staff with a bearer token. */
  employed(name: string, role: StaffRole, officeId?: number | null): Promise<{ id: number; token: string }>;
}

/** The members of answers into which tests look; an answer has some of them. */
export interface Loose {
  id: string;
  code: string;
  token: string;
  developmentCode: string;
  name: string;
  title: string;
  step: string;
  unit: string;
  next: string | null;
  items: Loose[];
  subTopics: Loose[];
  history: Loose[];
  errors: { field: string; code: string }[];
  original: { body: string } | null;
  voices: { replies: Loose[]; followUps: Loose[]; ratings: Loose[] };
  pictures: unknown;
  [other: string]: unknown;
}

/** Opens the API on a fresh database; `env` changes the configuration. */
export async function openApiStage(env: NodeJS.ProcessEnv = {}): Promise<ApiStage> {
  const stage = await setStage();
  const folder = throwawayFolder();
  adoptConfig(
    readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent', PUBLIC_URL: 'https://board.example', ...env }),
  );
  openPictures(folder);
  forgetPaces();
  vi.useFakeTimers({ toFake: ['Date'], now: stage.start });
  const now = () => new Date();
  return {
    ...stage,
    now,
    later: (minutes) => void vi.setSystemTime(Date.now() + minutes * 60_000),
    call,
    confirmed,
    employed: async (name, role, officeId = null) => {
      const { staffId } = await stage.staff(name, role, officeId);
      return { id: staffId, token: await makeStaffToken({ staffId, purpose: 'bearer', label: null }, now()) };
    },
    close: async () => {
      vi.useRealTimers();
      closePictures();
      await stage.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function call<T>(
  method: string,
  path: string,
  { body, raw, token, headers }: Sent = {},
): Promise<Got<T>> {
  const answer = await api.request(path, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(raw !== undefined && { body: raw, duplex: 'half' }),
  } as RequestInit);
  const text = await answer.text();
  const got = {
    status: answer.status,
    headers: answer.headers,
    body: (text ? JSON.parse(text) : undefined) as T,
  };
  await checkAnswer(method, path, got);
  return got;
}

async function confirmed(phone: string, purpose = 'write'): Promise<string> {
  const begun = await call<Loose>('POST', '/api/v1/verifications', { body: { phone, purpose } });
  const { id, developmentCode } = begun.body;
  const answer = await call<Loose>('PUT', `/api/v1/verifications/${id}`, { body: { code: developmentCode } });
  return answer.body.token;
}
