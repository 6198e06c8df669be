import fs from 'node:fs';
import sharp from 'sharp';

// node scripts/draw-icons.ts: draws the pictures by which a phone shows the app, from the mark of the house.
const mark = fs.readFileSync('static/favicon.svg', 'utf8');
// A phone cuts a maskable picture to a shape of its own: the mark stays within its inner four fifths.
const masked = mark
  .replace('rx="9"', '')
  .replace('<g fill="none"', '<g transform="translate(9.6 9.6) scale(.6)" fill="none"');
const square = mark.replace('rx="9"', '');
const draw = (svg: string, size: number, name: string) =>
  sharp(Buffer.from(svg), { density: 72 * (size / 48) })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(`static/icons/${name}-${size}.png`);

fs.mkdirSync('static/icons', { recursive: true });
await Promise.all([
  draw(mark, 192, 'app'),
  draw(mark, 512, 'app'),
  draw(square, 180, 'app'),
  draw(masked, 512, 'app-maskable'),
]);
