import assert from 'node:assert/strict';
import type { Board } from './board.ts';
import { BulletinDesk, type Draft } from './bulletin-desk.ts';
import { Citizen } from './citizen.ts';
import { Office } from './office.ts';
import { Reviewer } from './reviewer.ts';
import { story } from './story.ts';

const notice = {
  title: '关于做好疫情防控期间留言值守和转办督办的紧急通知',
  body: '各市、县：\n\n一、日常值守：昼夜排班，不得脱岗。\n\n二、转办督办：当日受理、当日转送，逾期即督办。\n\n三、协调保障：遇有难题及时上报。',
  scopes: ['all-places'],
};
const watchPhone = '13870000126';
const circularTitle = '关于疫情防控类留言办理情况的通报';

async function cast(board: Board) {
  const office = (name: string) => Office.of(board, name);
  const province = await office('江西省信访局');
  const cities = { nanchang: await office('南昌市信访局'), ganzhou: await office('赣州市信访局') };
  return {
    ...{ board, province, ...cities, codes: { done: '', late: '' } },
    ...{ units: 0, notice: 0, circular: { id: 0, version: 0 } as Draft },
    county: await office('南昌县信访局'),
    desk: new BulletinDesk(province),
    reviewer: await Reviewer.of(board),
    asker: new Citizen(board, '万秀莲'),
    stranded: new Citizen(board, '钟明亮'),
  };
}

type Cast = Awaited<ReturnType<typeof cast>>;
type Shift = { name: string };
type Roster = { rows: { queue: string; days: { shifts: Shift[]; gaps: unknown[] }[] }[] };
type Figures = { units: { name: string; received: number; onTime: number; lateNow: number }[] };

/** Jiangxi tells all cities and counties to keep watch, and ten days later names the gaps. */
export const dutyRosters = story({
  title: 'Jiangxi’s 民声通道 tells all cities and counties to keep watch, and ten days later names the gaps',
  begins: '2020-01-26 09:00',
  cast,
  sentences: [
    [
      'The province sends all cities and counties a notice on duty rosters and supervision',
      async (on) => {
        const draft = await on.desk.drafts('notices', notice);
        const { units } = await on.desk.publishes(draft, on.province.head);
        Object.assign(on, { notice: draft.id, units: Number(units) });
        assert.ok(on.units > 100, `${on.units} cities and counties`);
        for (const unit of [on.nanchang, on.ganzhou, on.county])
          assert.ok((await unit.notices()).includes('notice'));
      },
    ],
    [
      'Nanchang and one of its counties sign, and the province sees who has read it and who has not',
      async (on) => {
        await on.board.at('2020-01-26 10:00');
        for (const unit of [on.nanchang, on.county]) {
          const desk = new BulletinDesk(unit);
          assert.equal((await desk.reads(on.notice))['title'], notice.title);
          assert.deepEqual(await desk.signsFor(on.notice), { signed: 1 });
        }
        const signed = await receipts(on, on.notice);
        assert.deepEqual([signed.all.length, signed.read], [on.units, ['南昌县信访局', '南昌市信访局']]);
      },
    ],
    [
      'The head in Nanchang puts people on duty for the day and for the night; the roster shows it and its gaps',
      async (on) => {
        const { head, officer, approver } = on.nanchang;
        await onDuty(on.nanchang, officer.id, ['2020-01-26T10:00', '2020-01-26T20:00']);
        await onDuty(on.nanchang, approver.id, ['2020-01-26T20:00', '2020-01-27T08:00']);
        await onDuty(on.nanchang, officer.id, ['2020-01-27T08:00', '2020-01-27T20:00']);
        const own = { method: 'PUT', path: '/api/v1/desk/phone', body: { phone: watchPhone } } as const;
        await on.nanchang.asks(officer, 'leaves a phone for the watch', own);
        const path = `/api/v1/desk/offices/${on.nanchang.id}/roster`;
        const { rows } = (await on.nanchang.asks(head, 'looks at the roster', { path })) as unknown as Roster;
        const [handling] = rows.filter(({ queue }) => queue === 'handling');
        const sunday = handling?.days.at(-1);
        assert.deepEqual(
          sunday?.shifts.map(({ name }) => name),
          [officer.name, approver.name],
        );
        assert.deepEqual(sunday?.gaps, []);
      },
    ],
    [
      'Two citizens are in need; Nanchang’s watch is told by text message and answers, in Ganzhou nobody looks',
      async (on) => {
        await on.board.at('2020-01-27 10:00');
        const urgent = { urgency: 'emergency', kind: 'help', topic: 242 } as const;
        const done = await on.asker.writes({
          ...{ ...urgent, to: '南昌市委书记', region: '360100', title: '发热门诊在哪里' },
          body: '母亲发热，请问南昌市哪里有发热门诊，怎样过去？',
        });
        const late = await on.stranded.writes({
          ...{ ...urgent, to: '赣州市委书记', region: '360700', title: '透析病人出不了村' },
          body: '父亲要做透析，村口封了路出不去，请求帮助安排车辆。',
        });
        on.codes = { done: done.code, late: late.code };
        await on.board.at('2020-01-27 10:30');
        for (const code of [done.code, late.code]) await on.reviewer.publishes(code);
        await on.board.work();
        assert.ok(on.board.sms.sent.some(({ phone }) => phone === watchPhone));
        await on.board.at('2020-01-27 11:30');
        await on.nanchang.accepts(done.code);
        await on.nanchang.answers(done.code, {
          unit: '南昌市卫生健康委员会',
          text: '您好。南昌市发热门诊24小时开放，120可派车接送过去。咨询电话：0791-12320。',
        });
      },
    ],
    [
      'When its time is over Ganzhou’s message is urged, and the province reminds all who have not signed',
      async (on) => {
        await on.board.at('2020-01-28 10:05');
        assert.equal(await attentionOf(on.ganzhou, on.codes.late), 'urged');
        assert.equal(await on.desk.reminds(on.notice), on.units - 2);
        assert.ok((await on.ganzhou.notices()).includes('bulletin-unread'));
      },
    ],
    [
      'After the holidays the message comes under supervision, and the clock reminds who still has not signed',
      async (on) => {
        await on.board.at('2020-02-04 00:05');
        assert.equal(await attentionOf(on.ganzhou, on.codes.late), 'supervised');
        assert.ok((await on.province.notices()).includes('dossier-opened'));
        await on.board.at('2020-02-04 09:12');
        assert.equal(await on.board.morning(), on.units - 2);
      },
    ],
    [
      'Ten days after the notice a circular is drafted from the numbers',
      async (on) => {
        await on.board.at('2020-02-06 09:00');
        const period = { from: '2020-01-26', to: '2020-02-06' };
        on.circular = await on.desk.drafts('circulars', { scopes: ['places'], period });
        const { body, figures } = await on.desk.reads(on.circular.id);
        assert.match(String(body), /本期共收到留言不足5件，已答复不足5件。.*目前超期未答复不足5件/);
        const { units } = figures as Figures;
        assert.partialDeepStrictEqual(
          units.filter(({ received }) => received > 0).toSorted((a, b) => a.lateNow - b.lateNow),
          [
            { name: '南昌市信访局', received: 1, onTime: 1, lateNow: 0 },
            { name: '赣州市信访局', received: 1, onTime: 0, lateNow: 1 },
          ],
        );
      },
    ],
    [
      'A second person edits it and names the gaps: what is late, and how many have not even read the notice',
      async (on) => {
        const { body, figures } = await on.desk.reads(on.circular.id);
        const late = (figures as Figures).units.filter(({ lateNow }) => lateNow > 0).map(({ name }) => name);
        const { all, read } = await receipts(on, on.notice);
        const gaps = `${late.join('、')}有留言超期未答复；${all.length - read.length}个单位至今未签收1月26日的通知。要把疫情防控留言当做当前最重要的事情来抓。`;
        const text = { title: circularTitle, body: `${String(body)}\n\n${gaps}`, scopes: ['places'] };
        on.circular = await on.desk.edits(on.circular, on.province.head, text);
      },
    ],
    [
      'A third person publishes it, since those who wrote it may not, and the cities sign',
      async (on) => {
        await on.desk.publishes(on.circular, on.province.head, 'second-person');
        const { number } = await on.desk.publishes(on.circular, on.province.approver);
        assert.equal(number, '2020-1');
        await on.board.at('2020-02-06 11:00');
        for (const city of [on.nanchang, on.ganzhou]) {
          const desk = new BulletinDesk(city);
          assert.match(String((await desk.reads(on.circular.id))['body']), /赣州市信访局有留言超期未答复/);
          assert.deepEqual(await desk.signsFor(on.circular.id), { signed: 1 });
        }
        assert.deepEqual((await receipts(on, on.circular.id)).read.toSorted(), [
          '南昌市信访局',
          '赣州市信访局',
        ]);
      },
    ],
    [
      'Ganzhou answers at last, and only the province closes the supervision file',
      async (on) => {
        const { ganzhou, province, codes } = on;
        await ganzhou.accepts(codes.late);
        await ganzhou.answers(codes.late, {
          unit: '赣州市卫生健康委员会',
          text: '您好。已安排车辆，每周二、四、六接送透析病人出村。向您致歉。联系电话：0797-12320。',
        });
        const path = `/api/v1/desk/messages/${codes.late}/dossier/closure`;
        const closing = { method: 'POST', path, body: { result: 'settled', words: '已接送。' } } as const;
        await ganzhou.asks(ganzhou.officer, 'cannot close its own file', {
          ...closing,
          refused: 'not-allowed',
        });
        await province.asks(province.officer, 'closes the file', closing);
        assert.equal(await attentionOf(ganzhou, codes.late), 'normal');
      },
    ],
  ],
});

async function attentionOf(office: Office, code: string): Promise<string> {
  return ((await office.reads(code))['state'] as { attention: string }).attention;
}

/** All receipts of a bulletin, and who has read it. */
async function receipts({ desk }: Cast, id: number): Promise<{ all: string[]; read: string[] }> {
  const found = (await desk.reads(id))['receipts'] as { office: string; readAt: string | null }[];
  return {
    all: found.map(({ office }) => office),
    read: found.filter(({ readAt }) => readAt !== null).map(({ office }) => office),
  };
}

async function onDuty(office: Office, staff: number, [from, to]: [string, string]): Promise<void> {
  const path = `/api/v1/desk/offices/${office.id}/shifts`;
  const body = { staff, queue: 'handling', from: `${from}:00+08:00`, to: `${to}:00+08:00` };
  await office.asks(office.head, 'puts somebody on duty', { method: 'POST', path, body });
}
