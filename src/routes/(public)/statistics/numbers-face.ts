import { serveFace } from '#server/pictures/share/serve-face.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { readNumbers } from '#server/views/numbers.ts';
import { subjectOf } from '#server/views/statistics/subject.ts';
import { figuresOf } from '../figures.ts';
import { addNumbers } from '../topics/add-numbers.ts';
import { wordsOf } from '../words-of-address.ts';
import { subjectName } from './subject-name.ts';

/** Answers with the picture of a thing with its numbers, for where its page is passed on; refuses what names nothing. */
export async function serveNumbersFace(
  request: Request,
  params: { of?: string; id?: string },
): Promise<Response> {
  const subject = await subjectOf(board(), params);
  const w = wordsOf(new URL(request.url));
  const numbers = addNumbers((await readNumbers(board(), subject.scopes)).values());
  const face = {
    brand: w.shell.product,
    vow: w.places.homeTitle,
    over: w.statistics.crumb,
    title: subject.of === 'all' ? w.places.country : subjectName(subject, w),
    text: '',
    figures: figuresOf(numbers, { w, now: now(), of: subject })
      .filter(({ name }) => name !== w.places.progressFigure)
      .map(({ name, value, unit = '' }) => ({ name, value: value + unit })),
    foot: w.shell.disclaimer,
  };
  return serveFace(face, request.headers.get('if-none-match'));
}
