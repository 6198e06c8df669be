import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { cleanJpeg } from '../../src/ui/clues/files/clean-jpeg.ts';
import { cleanPdf } from '../../src/ui/clues/files/clean-pdf.ts';
import { letters, plantedPdf } from '../support/planted-pdf.ts';

const author = 'Zhang Juming';

describe('A pdf that somebody attaches to a report', () => {
  test('keeps its pages and what they show, and the author is found nowhere in it, in whatever form', async () => {
    const given = await plantedPdf(author);
    expect(letters(given).filter((text) => text.includes(author)).length).toBeGreaterThan(0);
    const cleaned = await cleanPdf(given);
    if (!cleaned) throw new Error('It was not cleaned.');
    for (const text of letters(cleaned)) expect(text).not.toContain(author);
    for (const text of letters(cleaned)) expect(text).not.toMatch(/secret\.docx|app\.alert|Word for/);
    const read = await PDFDocument.load(cleaned, { updateMetadata: false });
    expect(read.getPageCount()).toBe(2);
    expect([read.getAuthor(), read.getProducer(), read.getCreator(), read.getTitle()]).toEqual(
      Array(4).fill(undefined),
    );
    // The words of a page and of a remark on it are what was to be sent.
    expect(letters(cleaned).some((text) => text.includes('received 3000 in May'))).toBe(true);
    expect(letters(cleaned).some((text) => text.includes('see line four'))).toBe(true);
    expect(
      read.catalog
        .keys()
        .map((key) => key.decodeText())
        .toSorted(),
    ).toEqual(['Pages', 'Type']);
  });

  test('that is locked, broken, empty of pages or none at all is not sent', async () => {
    const locked = await PDFDocument.create();
    locked.addPage();
    locked.encrypt({ userPassword: '', ownerPassword: 'owner' });
    expect(await cleanPdf(await locked.save())).toBeNull();
    expect(await cleanPdf(new TextEncoder().encode('%PDF-1.7\nnothing that is one'))).toBeNull();
    const whole = await plantedPdf(author);
    expect(await cleanPdf(whole.slice(0, whole.length / 3))).toBeNull();
  });
});

test('A jpeg within it loses what the camera noted, keeps its colours, and shows the same', async () => {
  const plain = sharp({ create: { width: 40, height: 30, channels: 3, background: '#246' } });
  const noted = await plain
    .jpeg()
    .withExif({ IFD0: { Artist: author, Copyright: author } })
    .withIccProfile('p3')
    .toBuffer();
  expect(noted.includes(author)).toBe(true);
  const cleaned = Buffer.from(cleanJpeg(noted));
  expect(cleaned.includes(author)).toBe(false);
  expect((await sharp(cleaned).metadata()).icc).toBeDefined();
  expect(await sharp(cleaned).raw().toBuffer()).toEqual(await sharp(noted).raw().toBuffer());
  expect(cleanJpeg(cleaned)).toEqual(new Uint8Array(cleaned));
});
