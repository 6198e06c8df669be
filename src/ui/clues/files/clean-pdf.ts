import type * as pdfLibrary from '@cantoo/pdf-lib';
import type { PDFContext, PDFDict, PDFObject } from '@cantoo/pdf-lib';
import { cleanJpeg } from './clean-jpeg.ts';

type Library = typeof pdfLibrary;

/** What programs note beside a page or a picture: who made it, with what, when, and what it was made from. */
const notes = ['Metadata', 'PieceInfo', 'LastModified', 'AA', 'JS', 'EF', 'AF'];
/** What a remark says of who wrote it and when, and what it would do. */
const ofRemarks = ['T', 'M', 'NM', 'CreationDate', 'Subj', 'RC', 'A'];
/** Remarks that carry something other than what is seen. */
const carriers = ['FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D'];

/**
 * The pages of a pdf in a new one, so that nothing but what they show is in it: no author, program or time, no remark's
 * name, no file, script or form beside them. Null where it cannot be done: locked, broken, or no pdf at all.
 */
export async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array | null> {
  // Half a megabyte, for whoever chooses a pdf.
  const pdf = await import('@cantoo/pdf-lib');
  try {
    const given = await pdf.PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    if (given.isEncrypted) return null;
    const made = await pdf.PDFDocument.create({ updateMetadata: false });
    const pages = await made.copyPages(given, given.getPageIndices());
    if (pages.length === 0) return null;
    for (const page of pages) made.addPage(page);
    for (const page of pages) dropCarriers(pdf, page.node);
    for (const [, object] of made.context.enumerateIndirectObjects()) clean(pdf, object, new Set());
    dropUnreached(pdf, made.context);
    return await made.save({ useObjectStreams: false, updateFieldAppearances: false, addDefaultPage: false });
  } catch {
    return null;
  }
}

function clean(pdf: Library, object: PDFObject, seen: Set<PDFObject>): void {
  if (seen.has(object)) return;
  seen.add(object);
  if (object instanceof pdf.PDFRawStream) {
    if (isJpeg(pdf, object.dict)) {
      // Its own notes lie within the picture.
      Object.assign(object, { contents: cleanJpeg(object.contents) });
    }
    clean(pdf, object.dict, seen);
  } else if (object instanceof pdf.PDFArray) {
    for (const each of object.asArray()) clean(pdf, each, seen);
  } else if (object instanceof pdf.PDFDict) {
    const isRemark = object.has(pdf.PDFName.of('Subtype')) && object.has(pdf.PDFName.of('Rect'));
    for (const name of [...notes, ...(isRemark ? ofRemarks : [])]) object.delete(pdf.PDFName.of(name));
    for (const each of object.values()) clean(pdf, each, seen);
  }
}

function isJpeg(pdf: Library, dict: PDFDict): boolean {
  const filter = dict.lookup(pdf.PDFName.of('Filter'));
  const only = filter instanceof pdf.PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
  return only === pdf.PDFName.of('DCTDecode');
}

function dropCarriers(pdf: Library, page: PDFDict): void {
  const remarks = page.lookup(pdf.PDFName.of('Annots'));
  if (!(remarks instanceof pdf.PDFArray)) return;
  for (let at = remarks.size() - 1; at >= 0; at -= 1) {
    const remark = remarks.lookup(at);
    const kind = remark instanceof pdf.PDFDict ? remark.lookup(pdf.PDFName.of('Subtype')) : undefined;
    if (!(kind instanceof pdf.PDFName) || carriers.includes(kind.decodeText())) remarks.remove(at);
  }
}

/** What only a note led to is written by nobody's wish: it goes with the note. */
function dropUnreached(pdf: Library, context: PDFContext): void {
  const reached = new Set<PDFObject>();
  const waiting: PDFObject[] = [context.trailerInfo.Root].filter((each) => each !== undefined);
  for (let object = waiting.pop(); object; object = waiting.pop()) {
    if (reached.has(object)) continue;
    reached.add(object);
    if (object instanceof pdf.PDFRef)
      waiting.push(...[context.lookup(object)].filter((each) => each !== undefined));
    else if (object instanceof pdf.PDFStream) waiting.push(object.dict);
    else if (object instanceof pdf.PDFArray) waiting.push(...object.asArray());
    else if (object instanceof pdf.PDFDict) waiting.push(...object.values());
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref);
}
