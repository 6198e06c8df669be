import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { visitor, type Actor } from '../../src/domain/actor.ts';
import type { Publication } from '../../src/domain/status.ts';
import { closePictures, openPictures } from '../../src/server/pictures/pictures-room.ts';
import { servePicture } from '../../src/server/pictures/serve.ts';
import { attachPictures, hangingOn, type ChosenPicture } from '../../src/server/store/attach-pictures.ts';
import { runComposed } from '../../src/server/store/compose.ts';
import { closeStore, openStore } from '../../src/server/store/db.ts';
import { reviewPictures } from '../../src/server/store/review-pictures.ts';
import { alone } from '../../src/server/store/tx.ts';
import { freshDatabase } from './database.ts';
import { plain, upload } from './picture-kit.ts';
import { partsOf } from '../../src/server/store/sets.ts';

/** The moment at which the stories about pictures begin. */
export const now = new Date('2026-03-02T01:00:00Z');

/** Some days after it. */
export const later = (days: number) => new Date(now.getTime() + days * 86_400_000);

/** A house for pictures: a database, a folder and somebody who can write messages past all rules. */
export async function pictureHouse() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pictures-'));
  const database = await freshDatabase();
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  const key = () => randomBytes(32);
  const keys = {
    wrapping: [{ id: 'k1', key: key() }],
    index: [{ id: 'i1', key: key() }],
    token: [{ id: 't1', key: key() }],
    draft: [{ id: 'd1', key: key() }],
    picture: [],
    sealing: [],
    push: [],
  };
  openStore({ app: database.appUrl, keys });
  openPictures(folder);
  return {
    folder,
    database,
    owner,
    citizen: async () =>
      Number((await owner.query('insert into citizens (created_at) values (now()) returning id')).rows[0].id),
    message: (publication: Publication, authorId: number | null = null) =>
      aMessage(owner, publication, authorId),
    row: async (id: string) => (await owner.query('select * from pictures where id = $1', [id])).rows[0],
    lies: (id: string) =>
      ['full', 'thumb'].map((size) =>
        fs.existsSync(path.join(folder, 'pictures', id.slice(0, 2), `${id}.${size}`)),
      ),
    close: async () => {
      closePictures();
      await closeStore();
      await owner.end();
      await database.drop();
      fs.rmSync(folder, { recursive: true });
    },
  };
}
export type PictureHouse = Awaited<ReturnType<typeof pictureHouse>>;

/** How somebody looks at a picture; a visitor at the full size unless said otherwise. */
export interface Glance {
  size?: string;
  actor?: Actor;
  draftId?: string;
  ifNoneMatch?: string;
  at?: Date;
}

/** Asks for a picture. */
export function see(
  id: string,
  { size = 'full', actor = visitor, draftId, ifNoneMatch, at = now }: Glance = {},
): Promise<Response> {
  return servePicture(
    { id, size, ifNoneMatch: ifNoneMatch ?? null },
    { actor, draftId: draftId ?? null },
    at,
  );
}

/** Attaches as the intake does: claimed and hung on the message in one statement. */
export async function attach(messageId: number, chosen: ChosenPicture[], at = now): Promise<string[]> {
  const ctes = attachPictures(hangingOn(messageId, chosen, at));
  return (await runComposed<{ id: string }>(alone, ctes, () => 'select id from attached')).map(
    (each) => each.id,
  );
}

/** A picture on a message of its own, with the writer's switch and the reviewer's decision. */
export async function hung(
  house: PictureHouse,
  publication: Publication,
  switches: { author: boolean; reviewer: boolean | null },
) {
  const citizenId = await house.citizen();
  const messageId = await house.message(publication, citizenId);
  const { id } = await upload(await plain().jpeg().toBuffer(), null, now);
  await attach(messageId, [{ id, public: switches.author }]);
  if (switches.reviewer !== null) {
    await runComposed(
      alone,
      partsOf([reviewPictures(messageId, switches.reviewer ? [id] : [])]),
      () => 'select 1',
    );
  }
  return { id, messageId, author: { kind: 'citizen', citizenId } satisfies Actor };
}

/** A message that pictures can hang on, written by the owner of the tables; gives its id. */
async function aMessage(
  owner: pg.Client,
  publication: Publication,
  authorId: number | null = null,
): Promise<number> {
  const number = String(Math.floor(Math.random() * 1e12)).padStart(12, '0');
  const title = publication === 'public' ? 'A lamp is out' : null;
  const { rows } = await owner.query<{ id: number }>(
    `with o as (insert into offices (name, kind, valid_from) values ('Desk of Luming', 'platform', '2020-01-01') returning id),
     p as (insert into posts (ministry, title, name, rank, office_id, receives, kinds, valid_from)
       select 'M' || $1, 'Minister', 'Minister of Lamps', 1, id, true, '{suggestion}', '2020-01-01' from o returning id, office_id),
     t as (insert into topics (id, name, name_en) select 1, '照明', 'Lamps' where not exists (select from topics where id = 1))
     insert into messages (code, post_id, kind, topic_id, wish, source, author_id, author_label, title, publication, handling,
       voice, attention, answerable_id, holder_id, next_step, due_at, received_at, history_seq, history_hash)
     select $1, id, 'suggestion', 1, 'public', 'web', $4, '陈***', $3, $2, 'waiting', 'not-said', 'normal', office_id, office_id, 'review', now(), now(), 1, ''
     from p returning id`,
    [number, publication, title, authorId],
  );
  return Number(rows[0]?.id);
}
