import { clueFileLimits, type ClueFile, clueFileType } from '../../../domain/clues/clue-files.ts';

/** The longest side that is kept, and the one for what would still be too large. */
const sides = [4096, 2560] as const;

/** The picture drawn anew, so that nothing but its pixels is in it: no place, no time, no camera. Null where it cannot be done. */
export async function cleanPicture(file: File): Promise<ClueFile | null> {
  if (!mayRedraw()) return null;
  const whole = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (!whole) return null;
  const wanted = file.type === 'image/png' || file.type === 'image/webp' ? file.type : 'image/jpeg';
  try {
    for (const side of sides)
      for (const type of new Set([wanted, 'image/jpeg'])) {
        const bytes = await drawn(whole, side, type);
        if (bytes && bytes.length <= clueFileLimits.bytes)
          return { name: file.name, type: clueFileType(bytes), bytes };
      }
    return null;
  } finally {
    whole.close();
  }
}

async function drawn(whole: ImageBitmap, side: number, type: string): Promise<Uint8Array | null> {
  const scale = Math.min(1, side / Math.max(whole.width, whole.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(whole.width * scale));
  canvas.height = Math.max(1, Math.round(whole.height * scale));
  canvas.getContext('2d')?.drawImage(whole, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.9));
  return blob && new Uint8Array(await blob.arrayBuffer());
}

/** Some browsers give a white or noisy picture back, so that nobody is known again by their canvas: then nothing may be redrawn. */
function mayRedraw(): boolean {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [2, 1];
  const brush = canvas.getContext('2d');
  if (!brush) return false;
  for (const [at, colour] of ['#204060', '#a0c0e0'].entries()) {
    brush.fillStyle = colour;
    brush.fillRect(at, 0, 1, 1);
  }
  const read = [...brush.getImageData(0, 0, 2, 1).data];
  return [32, 64, 96, 255, 160, 192, 224, 255].every((value, at) => read[at] === value);
}
