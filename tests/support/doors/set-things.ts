import { rowsOf } from '../after-work.ts';
import type { Board } from '../matrix/board.ts';
import { plain, upload } from '../picture-kit.ts';
import type { Person } from '../matrix/people.ts';
import { bodies, type Things } from './what-to-send.ts';

/** Makes, over the API, what stands on a board beside messages: a notice to units, a policy, a shift, a rule, a picture. */
export async function setThings(board: Board): Promise<Things> {
  const { place } = board;
  const made = { bulletin: 0, policy: 0, notice: 0, shift: 0, rule: 0, picture: '', region: '510800' };
  const send = async (
    by: Person,
    method: string,
    path: string,
    body: object,
  ): Promise<Record<string, unknown>> => {
    const token = board.token(by);
    const got = await board.stage.call(method, `/api/v1${path}`, { body, ...(token && { token }) });
    if (got.status >= 300) throw new Error(`${by}: ${path}: ${JSON.stringify(got.body)}`);
    return got.body ?? {};
  };
  const given = (operation: string): object => bodies[operation]?.(board, made) ?? {};
  const notice = await send(
    'a supervisor of the province',
    'POST',
    `/desk/offices/${place.province}/notices`,
    given('draftNotice'),
  );
  made.bulletin = Number(notice['bulletinId']);
  await send('a supervisor of the province', 'POST', `/desk/bulletins/${made.bulletin}/publication`, {
    version: 1,
  });
  made.policy = Number(
    (await send('the operator', 'POST', '/desk/clock-policies', given('setClockPolicy')))['id'],
  );
  const rule = await send('the operator', 'PUT', '/desk/signature-rules', given('setSignatureRule'));
  made.rule = Number(rule['id']);
  const [zhao] = await rowsOf<{ id: number }>(`select id from staff where name = 'Officer Zhao'`);
  const shift = { ...given('makeShift'), staff: zhao?.id };
  made.shift = Number(
    (await send('Head Sun', 'POST', `/desk/offices/${place.office}/shifts`, shift))['shiftId'],
  );
  made.picture = (await upload(await plain().jpeg().toBuffer(), null, board.stage.now())).id;
  await board.written({ title: '路灯不亮', pictures: [{ id: made.picture, public: false }] });
  const [told] = await rowsOf<{ id: number }>('select max(id) as id from staff_notices where staff_id = $1', [
    zhao?.id,
  ]);
  made.notice = told?.id ?? 0;
  return made;
}
