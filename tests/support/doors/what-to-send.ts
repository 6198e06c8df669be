import type { Board } from '../matrix/board.ts';
import { nothing, type Scene } from '../matrix/scenes.ts';
import { words } from '../story.ts';

/** What doors need that are not about one message, made once. */
export interface Things {
  bulletin: number;
  policy: number;
  notice: number;
  shift: number;
  rule: number;
  picture: string;
  region: string;
}

type Body = (board: Board, things: Things) => object;

const span = { from: '2026-11-16T20:00:00+08:00', to: '2026-11-17T08:00:00+08:00' };
const notice = { title: '关于值守的通知', body: '请各单位报送值守安排。', scopes: ['places'] };
const policy = { clock: 'accept', length: 3, unit: 'working-days', ground: '试行办法第三条' };
const version: Body = () => ({ version: 1 });
const none: Body = () => ({});
/** Each try writes to a phone of its own: how often one is written to is bounded. */
let phones = 10_000_000;

/** A right body for each operation that takes one and is not in the matrix of one message. */
export const bodies: Readonly<Record<string, Body>> = {
  writeMessage: ({ post }) => words({ leader: post.leader }),
  findAnsweredAlike: ({ post }) => ({ leader: post.leader, title: '桥塌了' }),
  findGuidance: ({ post }) => ({ leader: post.leader, title: '桥塌了', body: '村口的石拱桥塌了。' }),
  tellGuidanceOutcome: () => ({ outcome: 'helped' }),
  askForProof: () => ({ for: 'code' }),
  startVerification: () => ({ phone: `139${String((phones += 1))}`, purpose: 'write' }),
  confirmVerification: () => ({ code: '000000' }),
  enterByMiniProgram: () => ({ code: 'none' }),
  addReplyTemplate: ({ place }) => ({ office: place.office, name: '已派人', text: '已派人查看。' }),
  changeReplyTemplate: () => ({ name: '已修复', text: '{标题}一事已办好。' }),
  setSignatureRule: ({ place }) => ({ office: place.office, signatures: 2 }),
  setVisitRule: () => ({ percent: 50 }),
  setClockPolicy: ({ place }) => ({ ...policy, office: place.office, follow: false }),
  tryClockPolicy: ({ place }) => ({ ...policy, office: place.office }),
  endClockPolicy: () => ({ follow: false }),
  keepFilter: () => ({ name: '桥', query: 'q=桥' }),
  readNotices: none,
  keepOwnPhone: () => ({ phone: '13700001111' }),
  makeShift: () => ({ staff: 0, queue: 'handling', ...span }),
  copyWeek: () => ({ week: '2026-11-16' }),
  leaveHandOverNote: () => ({ queue: 'handling', text: '夜里两件急件已转出。' }),
  editBulletin: () => ({ ...notice, version: 1 }),
  draftNotice: () => notice,
  draftCircular: () => ({ scopes: ['places'], period: { from: '2026-10-01', to: '2026-10-31' } }),
  redrawCircular: () => ({ version: 1, freshText: false }),
  dropBulletin: version,
  publishBulletin: version,
  signReceipt: none,
  remindUnits: none,
  publishClueKey: () => ({ recipient: 'age1', wrapped: 'AAAA' }),
  proposeBan: () => ({ message: '000000000000', code: 'flooding', days: 7, words: '反复提交。' }),
  decideBan: () => ({ agree: false }),
  proposeBanLift: () => ({ words: '弄错了。' }),
  decideBanLift: () => ({ agree: false }),
  decideBanAppeal: () => ({ outcome: 'upheld', words: '维持。' }),
  appealAgainstBan: () => ({ words: '不是我写的。' }),
  certifyEnterprise: () => ({ verdict: 'certified' }),
  setRetention: () => ({ days: 400 }),
  orderDeletion: () => ({ rules: ['codes'] }),
  decideDeletion: () => ({ agree: false }),
  holdMessage: () => ({
    ...{ code: '000000000000', wholePerson: false },
    document: { number: '川纪字1号', on: '2026-11-01', issuer: '四川省纪委' },
  }),
  askErasure: () => ({ publicTexts: 'keep' }),
  askForEnterprise: () => ({ name: '川北饲料厂', creditCode: '91350100M000100Y43', shown: true }),
  showEnterprise: () => ({ shown: true }),
  searchPrivateTexts: () => ({ words: '石拱桥' }),
  sendPhoneCodes: () => ({ phone: `138${String((phones += 1))}` }),
  findEarlier: () => ({ code: '000000000000' }),
  stopPhoneChangeByCode: () => ({ code: 'none' }),
  takeSmsReply: () => ({ from: '13800138000', text: 'T' }),
};

/** An address with its parameters filled: this message, and the things of the board. */
export function filled(path: string, { board, scene, things }: Standing): string {
  const id = String(idOf(path, board, things));
  return (
    path
      .replace('[code]', codeOf(path, scene, things))
      .replace('[id]', id)
      .replace('[of]', 'leaders')
      .replace('[file]', 'datapackage.json')
      .replace('[words]', 'follow-ups')
      .replace('[secret]', 'x'.repeat(43))
      .replace('[size]', 'thumb')
      .replace('[lang]', 'zh')
      .replace('[format]', 'atom')
      .replace('[piece]', 'pages')
      .replace('[office]', String(board.place.office))
      .replace('[rule]', 'codes')
      .replace('[key]', String(nothing))
      .replace('[staff]', String(nothing))
      .replace('[shift]', String(things.shift))
      .replace('[bulletin]', String(things.bulletin))
      // What is to be followed stands in the query.
      .replace(/^\/follow$/, `/follow?leader=${board.post.leader}`)
  );
}

/** Where somebody knocks. */
export interface Standing {
  board: Board;
  scene: Scene;
  things: Things;
}

function codeOf(path: string, scene: Scene, things: Things): string {
  if (/^(\/api\/v1)?\/regions\//.test(path)) return things.region;
  return path.startsWith('/api/problems/') ? 'not-found' : scene.code;
}

function idOf(path: string, board: Board, things: Things): number | string {
  const found = [
    ['/desk/bulletins/', things.bulletin],
    ['/leaders/', board.post.leader],
    ['/topics/', 197],
    ['/statistics/', board.post.leader],
    ['/pictures/', things.picture],
    ['/desk/notices/', things.notice],
    ['/reply-templates/', board.template],
    ['/offices/', board.place.office],
    ['/clock-policies/', things.policy],
    ['/signature-rules/', things.rule],
  ].find(([part]) => path.includes(String(part)));
  return found?.[1] ?? nothing;
}
