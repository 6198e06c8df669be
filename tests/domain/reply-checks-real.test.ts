import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { checkReply } from '../../src/domain/reply-checks/check-reply.ts';

const file = path.resolve('../shared/data/petitions-with-replies.csv');
const isHere = fs.existsSync(file);
const story = isHere
  ? 'real official replies'
  : 'real official replies: not tested, since ../shared/data lacks petitions-with-replies.csv';

describe.skipIf(!isHere)(story, () => {
  test('each check finds what it is for, and leaves most replies alone', () => {
    const rows = parse(fs.readFileSync(file), { columns: true, bom: true }) as Record<string, string>[];
    const plain = (text = '') => text.replaceAll('_x000D_', '').trim();
    const flagged: Record<string, number> = {};
    for (const row of rows) {
      const message = { title: plain(row['留言主题']), body: plain(row['留言详情']), isPublic: true };
      const draft = { type: 'final' as const, text: plain(row['答复意见']), unit: '某某市某某局' };
      const found = new Set(checkReply(draft, message).map(({ check }) => check));
      for (const check of found) flagged[check] = (flagged[check] ?? 0) + 1;
    }
    expect(rows).toHaveLength(2288);
    // Read by hand: of the empty formulas every one sampled is one; the others are doubts, so few false alarms matter most.
    const share = (check: string) => (flagged[check] ?? 0) / rows.length;
    expect(share('formula-only')).toBeGreaterThan(0.07);
    expect(share('formula-only')).toBeLessThan(0.12);
    expect(share('unanswered-ask')).toBeGreaterThan(0.05);
    expect(share('unanswered-ask')).toBeLessThan(0.15);
    expect(share('undated-promise')).toBeGreaterThan(0.02);
    expect(share('undated-promise')).toBeLessThan(0.08);
    expect(share('no-contact')).toBeLessThan(0.65);
    expect(share('personal-data')).toBeGreaterThan(0.03);
    expect(share('personal-data')).toBeLessThan(0.07);
  }, 60_000);
});
