import { rowsOf } from '../after-work.ts';
import type { Board } from './board.ts';
import type { Person } from './people.ts';
import { accepted, scene } from './scenes-at-the-door.ts';

const unsettled = { solved: 1, attitude: 2, speed: 2, settled: false };

/** A final answer, drafted by one and signed by another; its number. */
async function answer(
  board: Board,
  code: string,
  by: { text: string; drafts?: Person; signs?: Person },
): Promise<number> {
  const draft = { type: 'final', text: by.text, unit: '广元市交通运输局' };
  const { id } = await board.desk(by.drafts ?? 'Officer Zhao', code, 'replies', draft);
  await board.desk(by.signs ?? 'Approver Qian', code, `replies/${id}/approval`);
  return Number(id);
}

/** A message that was answered once. */
async function answered(board: Board, kind: 'help' | 'suggestion' = 'help') {
  const code = await accepted(board, { kind });
  return { code, published: await answer(board, code, { text: '桥面已修补通车。' }) };
}

/** The author says what the answer was worth. */
function rated(board: Board, code: string, rating: object) {
  return board.author('PUT', `/api/v1/messages/${code}/rating`, rating);
}

/** From the answer to the end. */
export const answeredScenes = {
  answered: async (board: Board) => {
    const { code, published } = await answered(board, 'suggestion');
    const guidance = await board.desk('Officer Zhao', code, 'marks', { what: 'guidance' });
    await board.desk('Approver Qian', code, `marks/${guidance.id}/confirmation`);
    const measure = { what: 'adopted', measure: '村道桥梁年检办法', on: '2026-11-09' };
    const mark = Number((await board.desk('Officer Zhao', code, 'marks', measure)).id);
    const correction = { text: '桥面已修补，今日通车。', why: '日期写漏。' };
    const draft = await board.desk('Officer Zhao', code, `replies/${published}/corrections`, correction);
    await rated(board, code, { solved: 4, attitude: 4, speed: 3, words: '修得快。' });
    const [rating] = await rowsOf<{ id: number }>('select max(id) as id from ratings');
    const things = { published, mark, markInForce: Number(guidance.id), reply: Number(draft.id) };
    return scene(board, code, { ...things, rating: rating?.id as number });
  },
  'visited after the answer': async (board: Board) => {
    const { code, published } = await answered(board);
    await board.desk('Head Sun', code, 'visits', { outcome: 'not-said' });
    return scene(board, code, { published });
  },
  'reopened by its author': async (board: Board) => {
    const { code, published } = await answered(board);
    await rated(board, code, unsettled);
    return scene(board, code, { published });
  },
  'with the office above for the third time': async (board: Board) => {
    const { code, published } = await answered(board);
    await rated(board, code, unsettled);
    await answer(board, code, { text: '桥面又补了一遍。' });
    await rated(board, code, unsettled);
    await answer(board, code, { text: '桥面已重铺。' });
    await rated(board, code, unsettled);
    const draft = { type: 'final', text: '省里已派人复查。', unit: '四川省信访局' };
    const { id } = await board.desk('an officer of the province', code, 'replies', draft);
    return scene(board, code, { published, reply: Number(id) });
  },
  'settled and closed': async (board: Board) => {
    const { code, published } = await answered(board);
    await rated(board, code, { solved: 5, attitude: 5, speed: 5, settled: true });
    return scene(board, code, { published });
  },
  'withdrawn from the office': async (board: Board) => {
    const code = await accepted(board);
    await board.author('POST', `/api/v1/messages/${code}/withdrawal`, {});
    return scene(board, code);
  },
  'ended with a code': async (board: Board) => {
    const code = await accepted(board);
    await board.desk('Officer Zhao', code, 'ending', { code: 'duplicate', words: '请看另一件的答复。' });
    await board.desk('Approver Qian', code, 'ending-decision', { end: true });
    return scene(board, code);
  },
  'merged into another': async (board: Board) => {
    const code = await accepted(board);
    const made = await scene(board, code);
    await board.desk('Officer Zhao', code, 'merge', { into: made.into });
    return made;
  },
};
