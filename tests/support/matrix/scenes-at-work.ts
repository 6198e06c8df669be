import { rowsOf } from '../after-work.ts';
import type { Board } from './board.ts';
import type { Scene } from './scenes.ts';
import { accepted, scene } from './scenes-at-the-door.ts';
import type { Person, Place } from './people.ts';

const words = { words: '请查明并修好。' };
const result = { text: '桥面已修补，二十日通车。联系电话0839-5220000。' };

/** An order, or a joint part, given by somebody; its number. */
async function ordered(
  board: Board,
  code: string,
  by: { who: Person; to: Place; role?: 'lead' | 'joint' },
): Promise<number> {
  const body = { office: board.place[by.to], role: by.role ?? 'lead', ...words };
  return Number((await board.desk(by.who, code, 'assignments', body)).id);
}

/** The order of the office to the county, accepted there. */
async function toCounty(board: Board, code: string): Promise<number> {
  const order = await ordered(board, code, { who: 'Officer Zhao', to: 'county' });
  await board.desk('an officer of the county', code, `assignments/${order}/acceptance`);
  return order;
}

/** The part of the helping unit, accepted there. */
async function helping(board: Board, code: string): Promise<number> {
  const part = await ordered(board, code, { who: 'Officer Zhao', to: 'helper', role: 'joint' });
  await board.desk('an officer of the helping unit', code, `assignments/${part}/acceptance`);
  return part;
}

/** The leader instructs the deputy and the helping unit, which reports. */
async function instructed(board: Board, code: string): Promise<Partial<Scene>> {
  const to = [{ post: board.post.deputy }, { office: board.place.helper }];
  const given = { to, words: '三日内修好。', reportOn: '2026-11-16' };
  const { id } = await board.desk('the leader', code, 'instructions', given);
  const rows = await rowsOf<{ id: number; post: number | null }>(
    'select id, post_id as post from addressees where instruction_id = $1 order by id',
    [Number(id)],
  );
  const toDeputy = rows.find(({ post }) => post !== null)?.id as number;
  const toUnit = rows.find(({ post }) => post === null)?.id as number;
  await board.desk('an officer of the helping unit', code, `addressees/${toUnit}/report`, words);
  return { instruction: Number(id), toDeputy, toUnit };
}

/** A progress report drafted by Zhao; its number. */
async function progress(board: Board, code: string, text: string): Promise<number> {
  const draft = { type: 'interim', text, unit: '广元市交通运输局' };
  return Number((await board.desk('Officer Zhao', code, 'replies', draft)).id);
}

/** At work with hands of the office, of units below it, and waiting for somebody. */
export const workScenes = {
  'in progress': async (board: Board) => {
    const code = await accepted(board);
    const published = await progress(board, code, '已派人去看桥。');
    await board.desk('Approver Qian', code, `replies/${published}/approval`);
    const reply = await progress(board, code, '桥面正在修补。');
    await board.desk('Officer Zhao', code, 'urgency', { to: 'urgent', words: '学生绕行。' });
    await board.desk('a supervisor of the province', code, 'dossier', { demand: '限期修好。' });
    const said = { type: 'facts', text: '今天又塌了一块。' };
    await board.author('POST', `/api/v1/messages/${code}/follow-ups`, said);
    const [followUp] = await rowsOf<{ id: number }>('select max(id) as id from follow_ups');
    const things = { published, reply, followUp: followUp?.id as number };
    return scene(board, code, { ...things, ...(await instructed(board, code)) });
  },
  'kept private, in progress': async (board: Board) => {
    const code = await accepted(board, { visibility: 'private' });
    await board.desk('Officer Zhao', code, 'ending', { code: 'outside-power', words: '请向法院提出。' });
    const asking = { words: '要等材料。', internal: '等招标。', on: '2026-11-26' };
    const { id } = await board.desk('Officer Zhao', code, 'extensions', asking);
    return scene(board, code, { extension: Number(id) });
  },
  'waiting for its author': async (board: Board) => {
    const code = await accepted(board);
    await board.desk('Officer Zhao', code, 'pause', { words: '请补充桥的位置。', on: '2026-11-13' });
    return scene(board, code);
  },
  'ordered, not accepted': async (board: Board) => {
    const code = await accepted(board);
    const order = await ordered(board, code, { who: 'Officer Zhao', to: 'county' });
    const part = await ordered(board, code, { who: 'Officer Zhao', to: 'helper', role: 'joint' });
    return scene(board, code, { order, part });
  },
  'at work in the county': async (board: Board) => {
    const code = await accepted(board);
    return scene(board, code, { order: await toCounty(board, code) });
  },
  'at work in the bureau': async (board: Board) => {
    const code = await accepted(board, { visibility: 'private' });
    await toCounty(board, code);
    const part = await helping(board, code);
    const order = await ordered(board, code, { who: 'an officer of the county', to: 'bureau' });
    await board.desk('an officer of the bureau', code, `assignments/${order}/acceptance`);
    await board.desk('an officer of the bureau', code, `assignments/${part}/reveal-grant`, { granted: true });
    return scene(board, code, { order, part });
  },
  'reported by the county': async (board: Board) => {
    const code = await accepted(board);
    const [part, order] = [await helping(board, code), await toCounty(board, code)];
    await board.desk('an officer of the helping unit', code, `assignments/${part}/result`, result);
    await board.desk('an officer of the county', code, `assignments/${order}/result`, result);
    return scene(board, code, { order, part });
  },
  'returned by two units, to be ruled on': async (board: Board) => {
    const code = await accepted(board);
    const back = { code: 'other-unit', words: '这座桥由别的单位管。' };
    const order = await ordered(board, code, { who: 'Officer Zhao', to: 'county' });
    await board.desk('an officer of the county', code, `assignments/${order}/return`, back);
    const second = await ordered(board, code, { who: 'Officer Zhao', to: 'helper' });
    await board.desk('an officer of the helping unit', code, `assignments/${second}/return`, back);
    return scene(board, code, { order });
  },
};
