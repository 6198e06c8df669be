import { dayOf } from '../../../domain/calendar.ts';
import { listInvented } from '../../../domain/import/invented-regions.ts';
import { app } from '../../store/db.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import { lockInventedRegions, readImportDirectory } from '../../store/import-directory.ts';
import { addRegions } from '../directory/generation/add-regions.ts';
import { type DirectoryIndex, indexDirectory } from './directory-index.ts';

/** What was made, and the directory as it is now. */
export interface MadeRegions {
  made: number;
  directory: DirectoryIndex;
}

/** Makes the regions that a map names and the directory does not have, with offices and posts by its rules, and codes outside the national list. */
export async function makeRegions(
  paths: readonly string[],
  mapName: string,
  now: Date,
): Promise<MadeRegions> {
  return app()
    .transaction()
    .execute(async (tx) => {
      await lockInventedRegions(tx);
      const codes = new Map(indexDirectory(await readImportDirectory(tx)).codesByPath);
      const listed = listInvented(paths.toSorted(), codes);
      if (listed.length > 0) {
        await addRegions(tx, listed, { validFrom: dayOf(now), origin: `import ${mapName}` });
        const what = {
          act: 'make-regions',
          origin: `import ${mapName}`,
          regions: listed.map(({ code, name }) => `${code} ${name}`),
        };
        await recordChange(tx, { at: now, by: 'machine:import', what });
      }
      return { made: listed.length, directory: indexDirectory(await readImportDirectory(tx)) };
    });
}
