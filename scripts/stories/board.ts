import type { Duty, StaffRole } from '../../src/domain/actor.ts';
import { makeStaffToken } from '../../src/server/access/staff-token.ts';
import type { Config } from '../../src/server/config.ts';
import { changeDirectory } from '../../src/server/life/directory/change-directory.ts';
import { openTemporaryOffice } from '../../src/server/life/directory/changes/open-temporary-office.ts';
import { readyDirectory } from '../../src/server/life/directory/ready-directory.ts';
import { loadUnits } from '../../src/server/life/directory/towns/load-units.ts';
import type { UnitBatch } from '../../src/server/life/directory/towns/list-units.ts';
import { addStaff } from '../../src/server/life/people/add-staff.ts';
import { FakeSms } from '../../src/server/outside/sms/fake-sms.ts';
import { app } from '../../src/server/store/db.ts';
import { type LookOnRecord, looksOnRecord } from './looks-on-record.ts';
import { loadKeys } from '../../src/server/store/keys.ts';
import type { Finding } from '../../src/server/store/operate/verify/check.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { startWeb, type Web } from '../../src/web-server.ts';
import { Rounds } from './rounds.ts';
import { type Answer, type Asked, Speaker } from './speaker.ts';
import { StoryClock } from './story-clock.ts';

/** Somebody of the staff with the bearer token of their program. */
export interface Employed {
  id: number;
  name: string;
  token: string;
}

const operator = { kind: 'machine', name: 'stories' } as const;

/** The whole board as people meet it: the web server that listens, the worker's rounds, and a clock that the story moves. */
export class Board {
  /** Where text messages end up. */
  readonly sms = new FakeSms();
  readonly #config: Config;
  readonly #clock: StoryClock;
  readonly #web: Web;
  readonly #speaker: Speaker;
  readonly #rounds: Rounds;
  readonly #backup: string;

  private constructor(config: Config, clock: StoryClock, web: Web, say: (line: string) => void) {
    this.#config = config;
    this.#backup = config.database?.backup ?? '';
    this.#clock = clock;
    this.#web = web;
    this.#speaker = new Speaker(web.url, say);
    this.#rounds = new Rounds(config.database?.app ?? '', this.sms);
  }

  /** Opens a board in a house that is open; its directory is made on the day on which the story begins. */
  static async open(config: Config, begins: string, say: (line: string) => void = () => {}): Promise<Board> {
    const clock = new StoryClock(begins);
    await readyDirectory(clock.now());
    return new Board(config, clock, await startWeb(config), say);
  }

  async close(): Promise<void> {
    await this.#web.close();
    this.#clock.stop();
  }

  /** It is so late now; everything that was due until then has happened. */
  async at(moment: string): Promise<void> {
    await this.#rounds.work(this.now());
    this.#clock.goTo(moment);
    await this.#rounds.work(this.now());
  }

  /** What the steps so far left to the worker is done. */
  work(): Promise<void> {
    return this.#rounds.work(this.now());
  }

  /** The worker's morning: units that did not sign are reminded. Gives how many were. */
  morning(): Promise<number> {
    return this.#rounds.morning(this.now());
  }

  now(): Date {
    return this.#clock.now();
  }

  ask(asked: Asked): Promise<Answer> {
    return this.#speaker.ask(asked);
  }

  get(asked: Asked): Promise<{ type: string; bytes: Buffer }> {
    return this.#speaker.get(asked);
  }

  /** A page as a browser gets it: `npm run prepare` has built it. */
  async page(who: string, path: string): Promise<string> {
    return (await this.get({ who, does: 'opens the page', path })).bytes.toString();
  }

  /** An operator adds somebody to the staff. */
  async employs(
    name: string,
    role: StaffRole,
    at: { office?: number; post?: number } = {},
  ): Promise<Employed> {
    const duty: Duty = { role, officeId: at.office ?? null, postId: at.post ?? null };
    const { staffId: id } = await addStaff({ name, duties: [duty] }, operator, this.now());
    const token = await makeStaffToken({ staffId: id, purpose: 'bearer', label: 'stories' }, this.now());
    return { id, name, token };
  }

  /** The number of an office or post in the directory. */
  async numberOf(what: 'offices' | 'posts', name: string): Promise<number> {
    const found = await app().selectFrom(what).select('id').where('name', '=', name).executeTakeFirst();
    if (!found) throw new Error(`${name} is not in the directory.`);
    return found.id;
  }

  /** An operator opens an office for a time: a command centre, the office of a leading group. */
  async opensOffice(name: string, at: { regionCode: string; key: string }): Promise<void> {
    const office = { ...at, name, topicIds: [], termUntil: '2020-12-31' };
    await changeDirectory((tx) => openTemporaryOffice(tx, office, operator, this.now()));
  }

  /** An operator loads the towns and communities of a city. */
  async loadsCommunities(batch: UnitBatch): Promise<void> {
    const from = { origin: 'the story', validFrom: '2020-01-01' };
    await changeDirectory((tx) => loadUnits(tx, batch, from, this.now()));
  }

  /** The looks at private data of a message that are on record. */
  looksAt(code: string): Promise<LookOnRecord[]> {
    return looksOnRecord(this.#backup, code);
  }

  /** Everything that `npm run verify` proves, after the worker has done its work. */
  async findings(): Promise<Finding[]> {
    await this.work();
    const findings: Finding[] = [];
    const keys = loadKeys(this.#config.keyFile, false);
    await verify(this.#backup, keys, (finding) => findings.push(finding));
    return findings;
  }
}
