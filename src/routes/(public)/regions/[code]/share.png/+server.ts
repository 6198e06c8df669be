import type { RequestHandler } from '@sveltejs/kit';
import { serveFace } from '#server/pictures/share/serve-face.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { readNumbers } from '#server/views/numbers.ts';
import { knownRegion } from '#server/views/regions.ts';
import { words } from '#ui/words/words.ts';
import { figuresOf } from '../../../figures.ts';
import { scopeOfRegion } from '#domain/statistics/scopes.ts';

const deepestWithNumbers = 3;

/** The picture of a place with its numbers, which stands beside its address where it is passed on. */
export const GET: RequestHandler = async ({ params, request }) => {
  const code = params['code'] ?? '';
  const region = /^\d{6}$/.test(code) ? await knownRegion(board(), code) : undefined;
  if (!region || region.level > deepestWithNumbers) return new Response(null, { status: 404 });
  const w = words('zh');
  const scope = scopeOfRegion(code);
  const figures = figuresOf((await readNumbers(board(), [scope])).get(scope), {
    ...{ w, now: now(), of: { of: 'regions', id: code } },
  });
  const face = {
    brand: w.shell.product,
    vow: w.places.homeTitle,
    over: region.ancestors.map((each) => each.name).join(' · ') || w.places.country,
    title: region.name,
    text: '',
    figures: figures
      .filter(({ name }) => name !== w.places.progressFigure)
      .map(({ name, value, unit = '' }) => ({ name, value: value + unit })),
    foot: w.shell.disclaimer,
  };
  return serveFace(face, request.headers.get('if-none-match'));
};
