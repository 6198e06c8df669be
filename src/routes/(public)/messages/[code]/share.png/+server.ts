import type { RequestHandler } from '@sveltejs/kit';
import { serveFace } from '#server/pictures/share/serve-face.ts';
import { board } from '#server/views/board.ts';
import { messagePage, type MessagePage } from '#server/views/message-page.ts';
import type { Words } from '#ui/words/words.ts';
import { wordsOf } from '../../../words-of-address.ts';

/** The picture of a public message that stands beside its address where it is passed on. */
export const GET: RequestHandler = async ({ params, request, url }) => {
  const code = params['code'] ?? '';
  const page = /^\d{12}$/.test(code) ? await messagePage(board(), code) : undefined;
  if (!page) return new Response(null, { status: 404 });
  return serveFace(faceOf(page, wordsOf(url)), request.headers.get('if-none-match'));
};

function faceOf({ title, body, leader, kind, topic, state, answeredAt, voices }: MessagePage, w: Words) {
  const answer = voices.replies.findLast((reply) => reply.type === 'final');
  const standing = state.handling === 'closed' ? (answeredAt ? 'answered' : 'ended') : state.handling;
  return {
    brand: w.shell.product,
    vow: w.places.homeTitle,
    over: [w.message.to(leader.name), w.message.kind[kind], w.lang === 'en' ? topic.nameEn : topic.name].join(
      ' · ',
    ),
    title,
    text: answer ? w.passing.answerBy(answer.unit) + answer.text : body,
    state: { word: w.message.state[state.handling], standing },
    ...(answer && { seal: w.message.sealLabel }),
    foot: w.shell.disclaimer,
  } as const;
}
