import type { Board } from './board.ts';
import type { Scene } from './scenes.ts';

const lin = 'Reviewer Lin, who reviewed it';
const reason = { code: 'unclear', words: '请写明是哪一座桥。' };

/** A message that Lin has published, or kept private. */
export async function transferred(
  board: Board,
  changes: Parameters<Board['written']>[0] = {},
  to?: string,
): Promise<string> {
  const code = await board.written(changes, to);
  await board.desk(lin, code, 'publication', { visibility: changes?.visibility ?? 'public' });
  return code;
}

/** A message that the office has accepted. */
export async function accepted(board: Board, changes: Parameters<Board['written']>[0] = {}): Promise<string> {
  const code = await transferred(board, changes);
  await board.desk('Officer Zhao', code, 'acceptance');
  return code;
}

/** A message at a stage, with another beside it into which it could be merged. */
export async function scene(board: Board, code: string, things: Partial<Scene> = {}): Promise<Scene> {
  return { code, into: await accepted(board), ...things };
}

/** From the door to the office. */
export const doorScenes = {
  'awaiting review': async (board: Board) => scene(board, await board.written()),
  'about to be published': async (board: Board) => {
    const code = await board.written();
    await board.desk('Reviewer Mo', code, 'publication', { visibility: 'public', delaySeconds: 10 });
    return scene(board, code);
  },
  'awaiting review, from which Reviewer Mo stepped back': async (board: Board) => {
    const code = await board.written();
    await board.desk('Reviewer Mo', code, 'conflict', { words: '当事人是我的亲戚。' });
    return scene(board, code);
  },
  rejected: async (board: Board) => {
    const code = await board.written();
    await board.desk(lin, code, 'rejection', reason);
    return scene(board, code);
  },
  'waiting at the office': async (board: Board) => scene(board, await transferred(board)),
  'kept private, waiting at the office': async (board: Board) =>
    scene(board, await transferred(board, { visibility: 'private' })),
  'returned to the desk': async (board: Board) => {
    const code = await transferred(board);
    await board.desk('Officer Zhao', code, 'transfer-return', { code: 'other-place', words: '桥在邻市。' });
    return scene(board, code);
  },
  'withdrawn from review': async (board: Board) => {
    const code = await board.written();
    await board.author('POST', `/api/v1/messages/${code}/withdrawal`, {});
    return scene(board, code);
  },
};
