import { type ClueFile, clueFileFaults, clueFileType } from '../../../domain/clues/clue-files.ts';
import { type FieldFault, faultTitle } from '../../../domain/refusal.ts';
import { cleanPdf } from './clean-pdf.ts';
import { cleanPicture } from './clean-picture.ts';

/** What was chosen, ready to be sealed, or what is wrong with it. */
export interface Prepared {
  files: ClueFile[];
  faults: { field: string; text: string }[];
}

/** Prepares what is chosen in a form as soon as it is chosen, and says so; whoever sends waits for it. */
export function watchChooser(form: HTMLFormElement, lang: 'zh' | 'en'): () => Promise<Prepared> {
  const chooser = form.querySelector<HTMLInputElement>('input[type=file]');
  let ready: Promise<Prepared> = Promise.resolve({ files: [], faults: [] });
  const prepareNow = () => {
    ready = prepare([...(chooser?.files ?? [])], lang);
    if (chooser) void tell(chooser, ready);
  };
  chooser?.addEventListener('change', prepareNow);
  form.addEventListener('reset', () => setTimeout(prepareNow));
  return () => ready;
}

async function prepare(chosen: readonly File[], lang: 'zh' | 'en'): Promise<Prepared> {
  const wrong = (fault: FieldFault): Prepared => ({
    files: [],
    faults: [{ field: fault.field, text: faultTitle(fault, lang) }],
  });
  const [tooMany] = clueFileFaults(chosen.map(() => 0));
  if (tooMany) return wrong(tooMany);
  const files: ClueFile[] = [];
  for (const file of chosen) {
    const type = clueFileType(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
    if (!type) return wrong({ field: 'files', code: 'clue-file-type' });
    const clean = type === 'pdf' ? await cleaned(file) : await cleanPicture(file);
    const code = type === 'pdf' ? 'clue-pdf-not-cleaned' : 'clue-picture-not-cleaned';
    if (!clean) return wrong({ field: 'files', code });
    files.push(clean);
  }
  const [tooLarge] = clueFileFaults(files.map(({ bytes }) => bytes.length));
  return tooLarge ? wrong(tooLarge) : { files, faults: [] };
}

async function cleaned(file: File): Promise<ClueFile | null> {
  const bytes = await cleanPdf(new Uint8Array(await file.arrayBuffer()));
  return bytes && { name: file.name, type: 'pdf', bytes };
}

async function tell(chooser: HTMLInputElement, ready: Promise<Prepared>): Promise<void> {
  const note = document.getElementById(`${chooser.id}-note`);
  if (!note) return;
  const { cleaning = '', cleaned = '', ready: whole = '' } = chooser.dataset;
  note.textContent = chooser.files?.length ? cleaning : '';
  const { files, faults } = await ready;
  const pictures = files.filter(({ type }) => type !== 'pdf').length;
  const said = [
    files.length > 0 ? whole.replace('{n}', String(files.length)) : '',
    pictures > 0 ? cleaned.replace('{n}', String(pictures)) : '',
  ];
  note.textContent = faults[0]?.text ?? said.join('');
}
