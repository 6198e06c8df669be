import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { defineConfig } from 'vitest/config';

// tsconfig.json extends a generated file, which npm install clears away.
if (!fs.existsSync('node_modules/$app/tsconfig')) execFileSync('node_modules/.bin/svelte-kit', ['sync']);

const shared = { pool: 'forks', environment: 'node' } as const;
const database = { globalSetup: './tests/support/global-setup.ts', testTimeout: 20_000, hookTimeout: 60_000 };

// What an older PostgreSQL cannot change: most of the matrix of who may do what, doors, pictures, the directory's making, ways in,
// kills that the program decides on, what asks no database or our own alone, and single rules of the handling whose
// statements the stories ask as well.
const sameOnAny = [
  'matrix-{work,after,kinds,door}',
  'api-{bad-input,callers,crowd,document,faults,front,fuzz,other-ways,rate-limit,tls}',
  'operate-{main,web,config,keys,jobs}',
  'pictures*',
  'directory-{country,hangzhou,towns,calendar}',
  'entry-{passwords,provider,provider-trip,confirm}',
  '{after-crash,steps-crash,import-killed,import-shared,import-files,follows-crash,backup-embedded,live-desk}',
  '{wechat,humanity,breached-passwords,metrics,page-moves,prepared,compressed-pages,replica,clue-files,clues-nowhere}',
  '{draft,draft-pictures,write-code,sms-replies,after-sms,kept-counts,staff-phone,several,circulars,bulletins}',
  '{visiting,instructing,instructing-later,special-reports,stand-ins,leaving,closing,citizen-closing,enterprises}',
  '{take-down,take-down-told,clues-clock,clues-sealed,replies-marks,replies-notes,replies-templates,replies-corrections}',
  '{clocks-of-turns,clocks-public,clocks-pause,clocks-extension,supervision-dossier,supervision-urge,supervision-wall}',
  '{hand-down-conflicts,hand-down-succession,hand-down-reveal,succession-complaints,roster-gaps,two-at-once}',
].map((name) => `tests/server/${name}.test.ts`);

// What reads the count of something in its whole process, or how it was set up when its first file was read.
const alone = ['metrics', 'prepared', 'queue-plans', 'api-document', 'api-tls'].map(
  (name) => `tests/server/${name}.test.ts`,
);
const older = process.env['TEST_PG'] ? sameOnAny : [];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'domain',
          include: ['tests/domain/**/*.test.ts', 'tests/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          ...shared,
          ...database,
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          exclude: [...alone, ...older],
          // Each file sets its own stage; to read the program anew for each took over a second of computing.
          isolate: false,
        },
      },
      {
        test: { ...shared, ...database, name: 'server-alone', include: alone, exclude: older },
      },
      {
        test: {
          ...shared,
          ...database,
          name: 'pages',
          environment: './tests/support/browser-environment.ts',
          include: ['tests/pages/**/*.test.ts'],
          // As above; to read the whole site anew took two seconds.
          isolate: false,
          testTimeout: 60_000,
          // A browser on a crowded machine may be late once; what fails twice is broken.
          retry: process.env['CI'] ? 1 : 0,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
