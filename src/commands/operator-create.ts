import type { Actor } from '../domain/actor.ts';
import { faultTitle, isRefusal } from '../domain/refusal.ts';
import { now as clockNow } from '../server/clock.ts';
import { readConfig } from '../server/config.ts';
import { addStaff } from '../server/life/people/add-staff.ts';
import { issueToken } from '../server/life/people/issue-token.ts';
import { openDatabase } from '../server/store/operate/open-database.ts';
import { openHouse } from '../open-house.ts';

// npm run operator:create -- NAME: makes an operator and prints the link by which they sign in, once, within a day.
try {
  const name = process.argv.slice(2).join(' ').trim();
  if (name === '') throw new Error('Whose? npm run operator:create -- NAME');
  const config = readConfig(process.env);
  const database = await openDatabase(config);
  try {
    const { app, private: reading, owner, retention, backup } = database.urls;
    const closeHouse = await openHouse({
      ...config,
      database: { app, private: reading, owner, retention, backup },
    });
    try {
      process.stdout.write(`${await createOperator(name, config.publicUrl)}\n`);
    } finally {
      await closeHouse();
    }
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 2;
}

async function createOperator(name: string, publicUrl: string): Promise<string> {
  const now = clockNow();
  const duties = [{ role: 'operator' as const, officeId: null, postId: null }];
  const by: Actor = { kind: 'machine', name: 'operator-create' };
  const { staffId } = await addStaff({ name, duties }, by, now);
  const { secret } = await issueToken({ staffId, purpose: 'sign-in-link' }, by, now);
  return `${publicUrl}/desk/sign-in/${secret}`;
}

function reasonOf(error: unknown): string {
  if (isRefusal(error)) return [error.title('en'), ...error.faults.map((f) => faultTitle(f, 'en'))].join(' ');
  return error instanceof Error ? error.message : String(error);
}
