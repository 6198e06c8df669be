import { createRequire } from 'node:module';
import { spokenNumber } from '../../../domain/bulletins.ts';
import { dayOf } from '../../../domain/calendar.ts';
import { showCode } from '../../../domain/public-code.ts';
import { spokenNames } from '../../../domain/spoken-names.ts';
import type { Bulletin } from '../../views/desk/bulletin.ts';
import type { ReportedMessage } from '../../views/desk/reported-messages.ts';

const require = createRequire(import.meta.url);
const font = (weight: 'Regular' | 'Bold') =>
  require.resolve('@embedpdf/fonts-sc').replace(/dist.*$/, `fonts/NotoSansHans-${weight}.otf`);

const margin = 64;
const red = '#b3261e';
const grey = '#5c5c5c';

/** A special report as a PDF of A4 pages with its Chinese font inside; of private messages only their facts. */
export async function drawReport(report: Bulletin, messages: readonly ReportedMessage[]): Promise<Buffer> {
  // Read when the first report is drawn: it keeps 7 MB of the heap (30 MB resident) that no other page needs.
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({
    size: 'A4',
    margin,
    info: { Title: report.title, Author: report.office.name },
  });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject));
  doc.registerFont('text', font('Regular')).registerFont('bold', font('Bold'));
  head(doc, report);
  for (const block of report.body.split(/\n{2,}/))
    doc.font('text').fontSize(12).fillColor('black').text(block, { lineGap: 5, paragraphGap: 8 });
  for (const [i, message] of messages.entries()) tell(doc, message, i + 1);
  doc.end();
  await ended;
  return Buffer.concat(parts);
}

function head(doc: PDFKit.PDFDocument, report: Bulletin): void {
  const number = report.number ? spokenNumber(report.number) : '（草稿）';
  doc.font('bold').fontSize(26).fillColor(red).text('专报', { align: 'center', characterSpacing: 12 });
  const day = report.decidedAt ? dayOf(report.decidedAt) : '';
  doc
    .font('text')
    .fontSize(10)
    .fillColor(grey)
    .text(`${report.office.name}${number}　${day}`, { align: 'center' });
  const y = doc.y + 6;
  doc
    .moveTo(margin, y)
    .lineTo(doc.page.width - margin, y)
    .lineWidth(1.5)
    .strokeColor(red)
    .stroke();
  doc.y = y + 18;
  doc.font('bold').fontSize(18).fillColor('black').text(report.title, { align: 'center', paragraphGap: 14 });
  if (report.target) doc.font('text').fontSize(12).text(`${report.target}：`, { paragraphGap: 8 });
}

function tell(doc: PDFKit.PDFDocument, m: ReportedMessage, n: number): void {
  const names = spokenNames.zh;
  doc.moveDown(0.8);
  doc
    .font('bold')
    .fontSize(12)
    .fillColor('black')
    .text(`${n}. ${m.title ?? '（不公开的留言）'}`, { lineGap: 3 });
  const due = m.dueAt ? `　期限 ${dayOf(new Date(m.dueAt.getTime() - 1))}` : '';
  const facts = `编号 ${showCode(m.code)}　${names[m.kind] ?? m.kind}　致${m.leader}　承办 ${m.answerable}　${dayOf(m.receivedAt)} 收到${due}`;
  doc.font('text').fontSize(9).fillColor(grey).text(facts, { lineGap: 3 });
  if (m.body) doc.fontSize(11).fillColor('black').text(m.body, { lineGap: 4 });
}
