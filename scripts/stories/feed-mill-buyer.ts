import assert from 'node:assert/strict';
import type { Board } from './board.ts';
import { handsDown, type Link, reportsUp } from './chain.ts';
import { Citizen, type Letter } from './citizen.ts';
import { Everybody } from './everybody.ts';
import { Office } from './office.ts';
import { Reviewer } from './reviewer.ts';
import { shanghai } from './story-clock.ts';
import { story } from './story.ts';

const phone = '13945670000';
const governor = { to: '黑龙江省省长', region: '230000', kind: 'help', topic: 200 } as const;
const plea =
  '我负责给饲料厂采购原料。运料的车在嫩江市的卡点被拦，原料出不去、进不来。政策不是说不得拦截饲料运输车辆吗？希望帮我协调解决，办理通行证。';
const letter: Letter = {
  ...{ ...governor, urgency: 'emergency', title: '饲料原料车被拦，出不去进不来' },
  body: `${plea}我的电话${phone}。`,
};
const pass =
  '您好。嫩江市已为您办理通行证，饲料运输车辆不再拦截。其他运输农产品、饲料的车辆办理专用通行证：一、企业向所在县（市）农业农村局提出申请，写明车号、路线、货物；二、农业农村局当日审核发证；三、凭证优先放行。咨询电话：0456-12345。';

async function cast(board: Board) {
  return {
    ...{ board, code: '', links: [] as Link[] },
    buyer: new Citizen(board, '赵广厚', phone),
    next: new Citizen(board, '刘立春'),
    everybody: new Everybody(board),
    reviewer: await Reviewer.of(board),
    inspectionOffice: await Office.of(board, '黑龙江省信访局'),
    heihe: await Office.of(board, '黑河市信访局'),
    nenjiang: await Office.of(board, '嫩江市信访局'),
  };
}

/** A feed-mill buyer’s lorries are stopped; within 24 hours he has a pass, and everybody knows how to get one. */
export const feedMillBuyer = story({
  title:
    'A feed-mill buyer’s lorries are stopped; within 24 hours he has a pass, and everybody knows how to get one',
  begins: '2020-02-05 10:05',
  cast,
  sentences: [
    [
      'A buyer writes to the governor that his lorries are stopped; it is an emergency, promised within 24 hours',
      async (on) => {
        const receipt = await on.buyer.writes(letter);
        on.code = receipt.code;
        assert.equal(receipt.dueAt, shanghai('2020-02-06 10:05').toISOString());
      },
    ],
    [
      'The reviewer publishes it within two hours, without the phone number that stands in it',
      async (on) => {
        await on.board.at('2020-02-05 10:30');
        await on.reviewer.publishes(on.code, { body: `${plea}【手机号已隐去】` });
        const open = await on.everybody.everythingOf(on.code, ['饲料', phone]);
        assert.ok(open.includes('卡点被拦') && !open.includes(phone));
      },
    ],
    [
      'The province’s office accepts it and orders Heihe, Heihe orders Nenjiang, and each signs for it',
      async (on) => {
        await on.board.at('2020-02-05 10:50');
        await on.inspectionOffice.accepts(on.code);
        const line = [on.inspectionOffice, on.heihe, on.nenjiang];
        on.links = await handsDown(on.code, line, '请特事特办，今日办结。');
        const message = await on.inspectionOffice.reads(on.code);
        const orders = message['orders'] as {
          depth: number;
          state: string;
          dueAt: string;
          to: { name: string };
        }[];
        assert.deepEqual(
          orders.map(({ depth, state, to }) => [depth, state, to.name]),
          [
            [1, 'accepted', '黑河市信访局'],
            [2, 'accepted', '嫩江市信访局'],
          ],
        );
        for (const { dueAt } of orders) assert.ok(new Date(dueAt) < shanghai('2020-02-06 10:05'));
        assert.partialDeepStrictEqual(message, {
          ...{ answerable: { name: '黑龙江省信访局' }, holder: { name: '嫩江市信访局' } },
          dueAt: shanghai('2020-02-06 10:05').toISOString(),
        });
      },
    ],
    [
      'Nenjiang calls the buyer: it sees his phone for a reason, and the look is on record',
      async (on) => {
        await on.board.at('2020-02-05 13:00');
        assert.equal(await on.nenjiang.sees('phone', on.code, '电话核实车辆'), phone);
        assert.deepEqual(await on.board.looksAt(on.code), [
          { staff: '赵敏', what: 'phone', reason: '电话核实车辆' },
        ]);
      },
    ],
    [
      'The pass is issued in the evening; Nenjiang reports, Heihe accepts and reports, the province accepts',
      async (on) => {
        await on.board.at('2020-02-05 19:30');
        await reportsUp(on.code, on.links, '已为该企业车辆办理通行证，卡点已放行。');
        assert.partialDeepStrictEqual(await on.inspectionOffice.reads(on.code), {
          ...{ next: 'answer', holder: { name: '黑龙江省信访局' } },
        });
      },
    ],
    [
      'Within 24 hours the reply tells everyone how to get a pass, and the buyer hears of it at once',
      async (on) => {
        await on.board.at('2020-02-05 22:40');
        await on.inspectionOffice.answers(on.code, { unit: '黑河市人民政府', text: pass });
        assert.match((await on.buyer.textMessages()).at(-1) ?? '', /已答复/);
        const page = await on.everybody.reads(on.code);
        assert.ok(new Date(String(page['answeredAt'])) < shanghai('2020-02-06 10:05'));
        assert.equal(page['answerUnit'], '黑河市人民政府');
      },
    ],
    [
      'The reply is marked as guidance, and whoever looks for a pass finds it',
      async (on) => {
        await on.inspectionOffice.marks(on.code, { what: 'guidance' });
        assert.deepEqual(
          (await on.everybody.guidance('通行证')).map(({ code }) => code),
          [on.code],
        );
        const found = await on.everybody.finds(`region=230000&q=${encodeURIComponent('饲料 车被拦')}`);
        assert.deepEqual(found, [on.code]);
        const page = await on.board.page('Everybody', '/guidance?q=通行证');
        assert.ok(page === '' || page.includes(on.code));
      },
    ],
    [
      'The next who is stopped is shown it before writing, and need not write',
      async (on) => {
        await on.board.at('2020-02-06 09:00');
        const offered = await on.next.looksForGuidance({
          ...{ ...governor, title: '饲料运输车通行证去哪办' },
          body: '卡点不让饲料车过，通行证怎么办理，在哪里申请？',
        });
        assert.deepEqual(
          offered.map(({ code }) => code),
          [on.code],
        );
        await on.next.wasHelpedBy(on.code);
        assert.partialDeepStrictEqual(await on.everybody.guidance('通行证'), [{ helped: 1 }]);
      },
    ],
    [
      'The buyer says that the lorries drive, and the message is closed',
      async (on) => {
        await on.board.at('2020-02-06 09:30');
        const given = { solved: 5, attitude: 5, speed: 5, words: '车已经放行，感谢！', settled: true };
        assert.partialDeepStrictEqual((await on.buyer.rates(on.code, given))['state'], {
          handling: 'closed',
        });
        await on.reviewer.publishesRatings();
      },
    ],
  ],
});
