import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { makeStaffToken } from '../../src/server/access/staff-token.ts';
import { followUp } from '../../src/server/life/citizen/follow-up.ts';
import { instruct } from '../../src/server/life/instructing/instruct.ts';
import { openDossier } from '../../src/server/life/supervision/open-dossier.ts';
import { doorsOfPages } from '../support/doors/enumerate.ts';
import { instructingStage } from '../support/instructing-stage.ts';
import { troubleByKeyboard } from '../support/measured.ts';
import { faultsOf, overflowOf } from '../support/site.ts';
import { ago, type DeskSite, openDesk } from './desk-kit.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let desk: DeskSite;
/** Who opens each page of the desk, and where it shows something. */
let opened: Record<string, [who: Staff | null, address: string]>;

/** Pages that show themselves only where a story of their own was told, and the test that holds axe to them. */
const seenElsewhere: Record<string, string> = {
  '/desk/bans/[code]': 'bans',
  '/desk/bulletins/[id]': 'desk-bulletins',
  '/desk/clues/[ref]': 'desk-clues',
  '/desk/clues/keys': 'desk-clues',
  '/desk/sign-in/again': 'desk-passkey',
  '/desk/sign-in/on': 'desk-entry',
  '/desk/take-downs/[code]': 'desk-take-down',
};
/** Takes a form, and leads to another page whoever opens it. */
const formsAlone = ['/desk/sign-out'];
/** Where staff spend their days: walked through by the keyboard too. */
const walked = [
  '/desk/handling',
  '/desk/handling/[code]',
  '/desk/review',
  '/desk/review/[code]',
  '/desk/notices',
  '/desk/supervision',
  '/desk/supervision/messages',
  '/desk/supervision/[code]',
];

beforeAll(async () => {
  desk = await openDesk();
  const { stage } = desk.site;
  const { officeId } = await stage.leader('广元市委书记');
  const above = await stage.leader('四川省委书记');
  const [head, song] = [
    await stage.staff('孙主任', 'head', officeId),
    await stage.staff('宋督查', 'supervisor', above.officeId),
  ];
  const [editor, auditor, examiner] = [
    await stage.staff('编辑何', 'editor', officeId),
    await stage.staff('审计李', 'auditor'),
    await stage.staff('线索员金', 'examiner'),
  ];
  const on = await instructingStage(stage);
  const waiting = await desk.write({ title: '路面塌了', body: '我叫罗大山，电话13900001111。' });
  const open = await desk.transferred({ title: '路灯不亮' });
  const answered = await desk.answered({ title: '桥塌了' });
  const { followUpId } = await followUp(
    answered.code,
    { type: 'facts', text: '又裂了。' },
    answered.author,
    ago(90),
  );
  await openDossier(open.code, { demand: '三日内查明。' }, song, ago(60));
  const reportOn = new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10);
  const to = [{ office: on.unitId }];
  await instruct(open.code, { to, words: '三日内修好。', reportOn }, on.secretary, ago(50));
  const { jia, zhao, qian, operator } = desk;
  const link = await makeStaffToken(
    { staffId: zhao.staffId, purpose: 'sign-in-link', label: null },
    new Date(),
  );
  opened = {
    '/desk': [zhao, '/desk'],
    '/desk/access-log': [auditor, '/desk/access-log'],
    '/desk/bans': [jia, '/desk/bans'],
    '/desk/bulletins': [editor, '/desk/bulletins'],
    '/desk/bulletins/new': [song, '/desk/bulletins/new?kind=notice'],
    '/desk/clocks': [operator, '/desk/clocks'],
    '/desk/clue-looks': [auditor, '/desk/clue-looks'],
    '/desk/clues': [examiner, '/desk/clues'],
    '/desk/enterprises': [operator, '/desk/enterprises'],
    '/desk/extensions': [song, '/desk/extensions'],
    '/desk/handling': [zhao, '/desk/handling'],
    '/desk/handling/[code]': [zhao, `/desk/handling/${open.code}`],
    '/desk/instructions': [on.worker, '/desk/instructions'],
    '/desk/instructions/[code]': [on.secretary, `/desk/instructions/${open.code}`],
    '/desk/leader': [on.secretary, '/desk/leader'],
    '/desk/notices': [zhao, '/desk/notices?tab=all'],
    '/desk/own': [zhao, '/desk/own'],
    '/desk/people': [operator, '/desk/people'],
    '/desk/retention': [operator, '/desk/retention'],
    '/desk/review': [jia, '/desk/review'],
    '/desk/review/[code]': [jia, `/desk/review/${waiting.code}`],
    '/desk/review/[code]/[words]/[id]': [jia, `/desk/review/${answered.code}/follow-up/${followUpId}`],
    '/desk/roster': [head, '/desk/roster'],
    '/desk/search': [zhao, '/desk/search'],
    '/desk/sign-in': [null, '/desk/sign-in'],
    '/desk/sign-in/[secret]': [null, `/desk/sign-in/${link}`],
    '/desk/signatures': [operator, '/desk/signatures'],
    '/desk/stand-ins': [head, '/desk/stand-ins'],
    '/desk/supervision': [song, '/desk/supervision'],
    '/desk/supervision/[code]': [song, `/desk/supervision/${open.code}`],
    '/desk/supervision/dossiers': [song, '/desk/supervision/dossiers'],
    '/desk/supervision/load': [song, '/desk/supervision/load'],
    '/desk/supervision/messages': [song, '/desk/supervision/messages'],
    '/desk/take-downs': [jia, '/desk/take-downs'],
    '/desk/take-downs/address': [operator, '/desk/take-downs/address'],
    '/desk/templates': [zhao, '/desk/templates'],
    '/desk/visits': [qian, '/desk/visits'],
    '/desk/visits/[code]': [qian, `/desk/visits/${answered.code}`],
  };
});
afterAll(() => desk?.close());

test('Every page of the desk is opened here, or names the test that looks at it', async () => {
  const routes = (await doorsOfPages())
    .filter(({ read, path }) => read && path.startsWith('/desk'))
    .map(({ path }) => path);
  const known = [...Object.keys(opened), ...Object.keys(seenElsewhere), ...formsAlone];
  expect(known.toSorted()).toEqual(routes.toSorted());
  for (const [route, name] of Object.entries(seenElsewhere)) {
    const told = fs.readFileSync(`tests/pages/${name}.test.ts`, 'utf8');
    const address = route.replace(/\[.*$/, '').replace(/\/$/, '');
    expect([route, told.includes(address), told.includes('faultsOf(')]).toEqual([route, true, true]);
  }
});

test('No page of the desk has a finding of axe, is too wide, or has no title; those of every day can be walked by the keyboard', async () => {
  const found: Record<string, string[]> = {};
  for (const [route, [who, address]] of Object.entries(opened)) {
    const { page, complaints, leave } = await desk.site.visit(address, {
      ...{ reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } },
      ...(who && { as: { staffId: who.staffId } }),
    });
    const wrong = await faultsOf(page);
    const status = await page.evaluate(
      () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).responseStatus,
    );
    const titles = await page.getByRole('heading', { level: 1 }).count();
    if (status !== 200) wrong.push(`answered ${status}`);
    if (titles !== 1) wrong.push(`${titles} titles`);
    const over = await overflowOf(page);
    if (over > 0) wrong.push(`${over} px too wide`);
    if (walked.includes(route)) {
      // What takes over the page moves stops while it does.
      await page.waitForLoadState('networkidle');
      wrong.push(...(await troubleByKeyboard(page)));
    }
    const path = new URL(page.url()).pathname;
    if (route !== '/desk' && path !== address.split('?')[0]) wrong.push(`shown instead: ${path}`);
    wrong.push(...complaints);
    if (wrong.length > 0) found[route] = wrong;
    await leave();
  }
  expect(found).toEqual({});
}, 240_000);
