import type { Board } from './board.ts';
import { accepted, scene, transferred } from './scenes-at-the-door.ts';

const toMinistry = { kind: 'suggestion', visibility: 'private' } as const;

/** Complaints of those who would handle them, thanks, and mail to ministries. */
export const otherScenes = {
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
