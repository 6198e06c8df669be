/** The longest side that is kept; anything larger is drawn smaller by the server too. */
const side = 2560;

/** Draws a chosen picture that is too large anew, small enough to be sent; what cannot be drawn is left to the server. */
export async function shrinkChosen(chooser: HTMLInputElement): Promise<void> {
  const [file] = chooser.files ?? [];
  const most = Number(chooser.dataset['mostBytes']);
  const note = document.getElementById(`${chooser.id}-note`);
  const say = (text: string | undefined) => note && (note.textContent = text ?? '');
  say('');
  if (!file || file.size <= most) return;
  say(chooser.dataset['shrinking']);
  const smaller = await drawSmaller(file).catch(() => undefined);
  if (smaller && smaller.size <= most) {
    const chosen = new DataTransfer();
    chosen.items.add(new File([smaller], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }));
    chooser.files = chosen.files;
    say('');
    return;
  }
  // Sent as it is, the house would refuse it after all of it was uploaded.
  chooser.value = '';
  say(chooser.dataset['tooLarge']);
}

async function drawSmaller(file: File): Promise<Blob> {
  const whole = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, side / Math.max(whole.width, whole.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(whole.width * scale);
  canvas.height = Math.round(whole.height * scale);
  canvas.getContext('2d')?.drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('not drawn'))), 'image/jpeg', 0.88),
  );
}
