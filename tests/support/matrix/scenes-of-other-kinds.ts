import type { Board } from './board.ts';
import { accepted, scene, transferred } from './scenes-at-the-door.ts';

const toMinistry = { kind: 'suggestion', visibility: 'private' } as const;

/** Mo proposes to take it down; Lin, who published it, may be the second. */
async function proposed(board: Board): Promise<string> {
  const code = await accepted(board);
  await board.desk('Reviewer Mo', code, 'take-down', { code: 'privacy', words: '写了邻居的病情。' });
  return code;
}

/** Complaints of those who would handle them, thanks, mail to ministries, and what is out of view. */
export const otherScenes = {
  'proposed to be taken down': async (board: Board) => scene(board, await proposed(board)),
  'taken down': async (board: Board) => {
    const code = await proposed(board);
    await board.desk('Reviewer Lin, who reviewed it', code, 'take-down-decision', { agree: true });
    return scene(board, code);
  },
  'taken down by a legal order': async (board: Board) => {
    const code = await accepted(board);
    const document = { number: '（2026）川01民初9号', on: '2026-11-02', issuer: '成都市中级人民法院' };
    await board.desk('the operator', code, 'legal-order', { show: false, code: 'judicial', document });
    return scene(board, code);
  },
  'a complaint of the helping unit, from which Officer He stepped back': async (board: Board) => {
    const code = await accepted(board, { kind: 'complaint', visibility: 'private' });
    const complained = { offices: [board.place.helper], words: '他们自己的人占用桥面。' };
    await board.desk('the author', code, 'complained-of', complained);
    const words = '当事人是我的亲戚。';
    await board.desk('Officer He, who may have stepped back', code, 'conflict', { words });
    return scene(board, code);
  },
  'a complaint of the office itself': async (board: Board) => {
    const code = await accepted(board, { kind: 'complaint', visibility: 'private' });
    await board.desk('the author', code, 'complained-of', { offices: [board.place.office] });
    return scene(board, code);
  },
  'thanks that wait to be passed on': async (board: Board) =>
    scene(board, await transferred(board, { kind: 'thanks' })),
  'a suggestion to a ministry, just come': async (board: Board) => ({
    code: await transferred(board, toMinistry, 'ministry'),
    into: await transferred(board, toMinistry, 'ministry'),
  }),
  'a suggestion to a ministry, acknowledged': async (board: Board) => {
    const code = await transferred(board, toMinistry, 'ministry');
    await board.desk('an officer of the ministry', code, 'acknowledgement');
    return { code, into: await transferred(board, toMinistry, 'ministry') };
  },
};
