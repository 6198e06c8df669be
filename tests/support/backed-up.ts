import fs from 'node:fs';
import path from 'node:path';
import { closePictures, openPictures } from '../../src/server/pictures/pictures-room.ts';
import type { Manifest } from '../../src/server/store/operate/backup/manifest.ts';
import { rowsOf, written } from './after-work.ts';
import { backUpTo } from './keeping.ts';
import { plain, upload } from './picture-kit.ts';
import { deafDevice } from './push-kit.ts';
import { setStage, type Stage } from './story.ts';
import { throwawayFolder } from './test-server.ts';

/** A board with five messages, a device that is told of one, and a picture, and a backup of it. */
export interface BackedUp {
  stage: Stage;
  /** For whatever the test file makes; cleared away with everything else. */
  folder: string;
  dataDir: string;
  kept: string;
  manifest: Manifest;
  picture: string;
  close(): Promise<void>;
}

/** Sets the stage, lets five people write and backs up; close it in afterAll. */
export async function backedUp(): Promise<BackedUp> {
  const folder = throwawayFolder();
  const dataDir = path.join(folder, 'data');
  const kept = path.join(folder, 'kept');
  const stage = await setStage();
  openPictures(dataDir);
  for (let i = 0; i < 5; i += 1) await written(stage);
  await toldOnDevice(stage);
  const { id: picture } = await upload(await plain().jpeg().toBuffer());
  const manifest = await backUpTo(kept, { backupUrl: stage.urls.backupUrl, dataDir });
  const close = async (): Promise<void> => {
    closePictures();
    await stage.close();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { stage, folder, dataDir, kept, manifest, picture, close };
}

/** With each notice goes a job: a restore must bring the one that is there and leave no second. */
async function toldOnDevice(stage: Stage): Promise<void> {
  const [author] = await rowsOf<{ citizenId: number }>('select max(author_id) as "citizenId" from messages');
  const citizenId = author?.citizenId ?? 0;
  await deafDevice(citizenId, stage.start);
  await rowsOf("insert into notices (citizen_id, what, cause, at) values ($1, 'answered', 'kept', $2)", [
    ...[citizenId, stage.start],
  ]);
}
