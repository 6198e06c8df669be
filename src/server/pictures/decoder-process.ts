import { isRefusal } from '../../domain/refusal.ts';
import { cleanPdf } from '../../ui/clues/files/clean-pdf.ts';
import type { Answer, Question } from './decoder.ts';
import { inflatesWithin } from './inflates-within.ts';
import { lookAt, type Look } from './look-at.ts';
import { redraw } from './redraw.ts';

// The process in which strangers' pictures are decoded. It knows no key, no address and no database; it ends
// with the process that started it.
let bytes: Buffer = Buffer.alloc(0);
let look: Look | null = null;

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', (question: Question) => {
  void answer(question).then((given) => process.send?.(given));
});
process.send?.({ ready: true } satisfies Answer);

async function answer(question: Question): Promise<Answer> {
  try {
    if (question.ask === 'look') {
      bytes = question.bytes;
      look = await lookAt(bytes);
      return { look };
    }
    if (question.ask === 'pdf') {
      const cleaned = inflatesWithin(question.bytes) ? await cleanPdf(new Uint8Array(question.bytes)) : null;
      return { pdf: cleaned && Buffer.from(cleaned) };
    }
    if (!look) throw new Error('a picture is looked at before it is drawn');
    return { drawn: await redraw(bytes, look.type) };
  } catch (error) {
    if (isRefusal(error)) return { refusal: { code: error.code, with: error.with, detail: error.detail } };
    return { fault: String(error) };
  }
}
