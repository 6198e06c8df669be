import { inflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import sharp from 'sharp';

/** A pdf of two pages in which an author's name stands everywhere that programs put one, and in none of its words. */
export async function plantedPdf(author: string): Promise<Uint8Array> {
  const made = await PDFDocument.create();
  made.setAuthor(author);
  made.setTitle(`From ${author}`);
  made.setCreator('Word for the office');
  made.setKeywords([author]);
  const { context } = made;
  const text = PDFString.of;
  const xmp = context.stream(`<x:xmpmeta><dc:creator>${author}</dc:creator></x:xmpmeta>`, {
    Type: 'Metadata',
    Subtype: 'XML',
  });
  made.catalog.set(PDFName.of('Metadata'), context.register(xmp));
  await made.attach(new TextEncoder().encode(`by ${author}`), 'secret.docx', { description: author });
  made.addJavaScript('greeting', `app.alert("${author}")`);
  const photo = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#933' } })
    .jpeg()
    .withExif({ IFD0: { Artist: author } })
    .toBuffer();
  const image = await made.embedJpg(photo);
  for (let n = 0; n < 2; n += 1) {
    const page = made.addPage([300, 400]);
    page.drawText('received 3000 in May', { x: 20, y: 300, size: 12 });
    page.drawImage(image, { x: 20, y: 100, width: 80, height: 80 });
    page.node.set(PDFName.of('PieceInfo'), context.obj({ Word: { Private: text(author) } }));
    page.node.set(PDFName.of('Metadata'), context.register(context.stream(`creator ${author}`)));
    const remark = (of: object) =>
      context.register(
        context.obj({ Type: 'Annot', Rect: [10, 10, 60, 60], T: text(author), M: text('D:2026'), ...of }),
      );
    const file = context.register(context.stream(`attached by ${author}`));
    page.node.set(
      PDFName.of('Annots'),
      context.obj([
        remark({ Subtype: 'Text', Contents: text('see line four') }),
        remark({
          Subtype: 'FileAttachment',
          FS: { Type: 'Filespec', F: text('secret.docx'), EF: { F: file } },
        }),
        remark({ Subtype: 'Link', A: { S: 'JavaScript', JS: text(`app.alert("${author}")`) } }),
      ]),
    );
  }
  return made.save({ useObjectStreams: true });
}

/** A pdf of one page that holds these words as they are, where a page holds what it shows. */
export async function pdfSaying(words: string): Promise<Uint8Array> {
  const made = await PDFDocument.create({ updateMetadata: false });
  const { context } = made;
  const content = context.stream(new TextEncoder().encode(`% ${words}\n`));
  made.addPage([200, 200]).node.set(PDFName.of('Contents'), context.register(content));
  return made.save({ useObjectStreams: false });
}

/** All that is in a pdf as text: as it lies there, every packed part unpacked, hex read, and each also as UTF-16. */
export function letters(pdf: Uint8Array): string[] {
  const raw = Buffer.from(pdf);
  const parts = [raw];
  for (let at = raw.indexOf('stream'); at >= 0; at = raw.indexOf('stream', at + 6)) {
    const from = at + (raw[at + 6] === 13 ? 8 : 7);
    try {
      parts.push(inflateSync(raw.subarray(from), { finishFlush: 2 }));
    } catch {
      // It is not packed, or no beginning.
    }
  }
  return parts.flatMap((part) => {
    const plain = part.toString('latin1');
    const hex = [...plain.matchAll(/<([0-9A-Fa-f]{4,})>/g)].map(([, digits = '']) =>
      Buffer.from(digits, 'hex'),
    );
    return [part, ...hex].flatMap((each) => [
      each.toString('latin1'),
      each.toString('utf8'),
      each.toString('latin1').replaceAll('\0', ''),
    ]);
  });
}
