import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Submission } from '../../src/domain/message.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { rowsOf, written } from '../support/after-work.ts';
import { openSite, type Site } from '../support/site.ts';
import type { Reader } from '../support/visits.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;

/** The desk with its people: two reviewers, an office with two who draft or sign, an operator. */
export interface DeskSite {
  site: Site;
  jia: Staff;
  yi: Staff;
  zhao: Staff;
  qian: Staff;
  operator: Staff;
  /** Opens a page as one of them, on a desk top unless said otherwise. */
  at(who: Staff, path: string, reader?: Reader): ReturnType<Site['visit']>;
  write(changes?: Partial<Submission>, minutesAgo?: number): ReturnType<typeof written>;
  /** A message that the office has had since then. */
  transferred(changes?: Partial<Submission>, minutesAgo?: number): ReturnType<typeof written>;
  /** The same, accepted and answered. */
  answered(changes?: Partial<Submission>): ReturnType<typeof written>;
  close(): Promise<void>;
}

/** Minutes before now. */
export const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** Opens the desk; close it in afterAll. */
export async function openDesk(): Promise<DeskSite> {
  const site = await openSite();
  const { officeId } = await site.stage.leader('广元市委书记');
  const { staff } = site.stage;
  const [jia, yi] = [await staff('审核员甲', 'reviewer'), await staff('审核员乙', 'reviewer')];
  const [zhao, qian] = [await staff('赵敏', 'officer', officeId), await staff('钱岳', 'approver', officeId)];
  const operator = await staff('方舟', 'operator');
  const write: DeskSite['write'] = (changes = {}, minutes = 30) => written(site.stage, changes, ago(minutes));
  const transferred: DeskSite['transferred'] = async (changes = {}, minutes = 300) => {
    const made = await write(changes, minutes);
    await review(made.code, { visibility: changes.visibility ?? 'public' }, jia, ago(minutes - 10));
    return made;
  };
  const answered: DeskSite['answered'] = async (changes = {}) => {
    const made = await transferred(changes, 600);
    await accept(made.code, zhao, ago(500));
    const reply = { type: 'final', text: '桥已修好。', unit: '广元市交通运输局' } as const;
    const { replyId } = await draftReply(made.code, reply, zhao, ago(400));
    await approveReply(made.code, replyId, qian, ago(300));
    return made;
  };
  const at: DeskSite['at'] = (who, path, reader = {}) =>
    site.visit(path, { viewport: { width: 1280, height: 900 }, as: { staffId: who.staffId }, ...reader });
  return { site, jia, yi, zhao, qian, operator, at, write, transferred, answered, close: site.close };
}

/** Keys work once the scripts do: the sheet of keys opens by one. */
export async function awake(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog', { name: '按键' });
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Shift+?');
        return sheet.isVisible();
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
}

/** After a step to another case deeds rest for half a second, so that a double press does no harm. */
export const rested = (page: Page) => page.waitForTimeout(600);

/** Where a message stands. */
export async function stateOf(code: string) {
  const [row] = await rowsOf<{ publication: string; handling: string; next_step: string }>(
    'select publication, handling, next_step from messages where code = $1',
    [code],
  );
  return row;
}
