import { xmlText } from '../../../domain/xml-text.ts';
import type { ShareFace } from './share-face.ts';
import { wrapText } from './wrap-text.ts';

/** The size that chat programs and social sites ask for. */
export const shareSize = { width: 1200, height: 630 } as const;

/** The family name inside the font files. */
export const shareFont = 'Noto Sans Hans';

const ink = '#1d1c1a';
const soft = '#55524a';
const colours = {
  waiting: '#8a5a00',
  'in-progress': '#2b4a8b',
  answered: '#1f6b4a',
  ended: '#55524a',
} as const;
const left = 80;

/** The picture as a drawing, before it becomes points. */
export function faceSvg(face: ShareFace): string {
  const { width, height } = shareSize;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${shareFont}">` +
    `<path fill="#fbfaf6" d="M0 0h${width}v${height}H0z"/>${head(face)}${body(face)}${foot(face)}</svg>`
  );
}

function head({ brand, vow }: ShareFace): string {
  return (
    `<g fill="none" stroke="${ink}" transform="translate(${left} 44) scale(1.1)"><path d="M2.6 23a9 9 0 0 1 18 0" stroke-width="3"/>` +
    `<path d="M26.4 17a9 9 0 0 0 18 0" stroke-width="5"/></g>` +
    words(brand, { x: left + 66, y: 80, size: 36, bold: true }) +
    words(vow, { x: 1120, y: 78, size: 24, fill: soft, anchor: 'end' }) +
    `<path fill="${ink}" d="M${left} 106h1040v5H${left}z"/>`
  );
}

function body(face: ShareFace): string {
  const title = wrapText(face.title, { wide: 15, lines: 2 });
  const textTop = 248 + title.length * 88;
  const wide = face.seal === undefined ? 30 : 25;
  return [
    words(wrapText(face.over, { wide: 36, lines: 1 })[0] ?? '', { x: left, y: 170, size: 28, fill: soft }),
    ...title.map((line, at) => words(line, { x: left, y: 258 + at * 88, size: 68, bold: true })),
    ...wrapText(face.text, { wide, lines: title.length === 1 ? 4 : 3 }).map((line, at) =>
      words(line, { x: left, y: textTop + at * 52, size: 34, fill: soft }),
    ),
    ...figures(face.figures ?? []),
    face.seal === undefined ? '' : seal(face.seal),
  ].join('');
}

function figures(all: readonly { name: string; value: string }[]): string[] {
  return all.map(({ name, value }, at) => {
    const x = left + at * 270;
    return (
      words(name, { x, y: 390, size: 28, fill: soft }) + words(value, { x, y: 470, size: 64, bold: true })
    );
  });
}

function seal(signs: string): string {
  const [a = '', b = '', c = '', d = ''] = signs;
  const sign = (text: string, x: number, y: number) =>
    words(text, { x, y, size: 25, bold: true, fill: '#fff', anchor: 'middle' });
  return (
    `<g transform="translate(970 350) rotate(-3) scale(1.8)"><path d="M5 4l33 1 37-2 1 35 1 38-36-1-37 2-1-36z" fill="#b3261e"/>` +
    `<path d="M10 10h60v60H10z" fill="none" stroke="#fff" stroke-width="1.6"/>` +
    `${sign(a, 55, 36)}${sign(b, 55, 64)}${sign(c, 26, 36)}${sign(d, 26, 64)}</g>`
  );
}

function foot({ state, foot: line }: ShareFace): string {
  const dot = state
    ? `<circle cx="${left + 13}" cy="572" r="11" fill="${state.standing === 'waiting' ? 'none' : colours[state.standing]}" stroke="${colours[state.standing]}" stroke-width="4"/>` +
      words(state.word, { x: left + 38, y: 583, size: 32, bold: true, fill: colours[state.standing] })
    : '';
  return `<path fill="#ddd9cd" d="M${left} 528h1040v2H${left}z"/>${dot}${words(line, { x: 1120, y: 581, size: 24, fill: soft, anchor: 'end' })}`;
}

interface Stroke {
  x: number;
  y: number;
  size: number;
  bold?: boolean;
  fill?: string;
  anchor?: 'middle' | 'end';
}

function words(text: string, { x, y, size, bold = false, fill = ink, anchor }: Stroke): string {
  const at = `x="${x}" y="${y}" font-size="${size}" fill="${fill}"${bold ? ' font-weight="700"' : ''}${anchor ? ` text-anchor="${anchor}"` : ''}`;
  return `<text ${at}>${xmlText(text)}</text>`;
}
