import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { rowsOf } from '../support/after-work.ts';
import { openTestHouse } from '../support/house.ts';

test('npm run retention prints what each rule would let go and deletes nothing', async () => {
  const house = await openTestHouse();
  try {
    const { appUrl, ownerUrl, privateUrl, retentionUrl, backupUrl } = house.database;
    await rowsOf(
      "insert into drafts (id, secret_hash, ciphertext, saved_at, expires_at) values ('old', '', '', '2020-01-01', '2020-01-08')",
    );
    const env = {
      ...{ PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'silent', PUBLIC_URL: 'https://board.example.org' },
      ...{ DATABASE_URL: appUrl, DATABASE_URL_OWNER: ownerUrl, DATABASE_URL_PRIVATE: privateUrl },
      ...{ DATABASE_URL_RETENTION: retentionUrl, DATABASE_URL_BACKUP: backupUrl },
      ...{ KEY_FILE: house.config.keyFile, DATA_DIR: house.config.dataDir },
      ...{ SMS_URL: 'https://sms.example.org/', SMS_KEY: 'k' },
    };
    const { stdout } = await promisify(execFile)(process.execPath, ['src/commands/retention.ts'], { env });
    expect(stdout).toMatch(/drafts +timetable +1 {2}2020-01-01 to 2020-01-01/);
    expect(stdout).toMatch(/closed-words +order +kept for good/);
    expect(stdout).toContain('Nothing was deleted.');
    expect(await rowsOf('select id from drafts')).toHaveLength(1);
  } finally {
    await house.close();
  }
});
