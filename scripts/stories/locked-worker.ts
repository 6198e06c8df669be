import assert from 'node:assert/strict';
import type { Board } from './board.ts';
import { handsDown, type Link, reportsUp } from './chain.ts';
import { Citizen } from './citizen.ts';
import { Everybody } from './everybody.ts';
import { Office } from './office.ts';
import { Reviewer } from './reviewer.ts';
import { story } from './story.ts';

const street = { code: '650102021', name: '团结路街道' };
const community = { code: '650102021003', name: '康乐社区居委会' };
const praise =
  '实名表扬本人所在的康乐社区！由于我们是第一批返工的，社区一直在为我们的事情跑前跑后，资料一遍遍核实，一遍遍纠正。';

async function cast(board: Board) {
  await board.loadsCommunities({ prefix: '6501', towns: [street], communities: [community] });
  const office = (name: string) => Office.of(board, name);
  return {
    ...{ board, code: '', dueAt: '', links: [] as Link[], praised: 0 },
    worker: new Citizen(board, '何伟'),
    everybody: new Everybody(board),
    reviewer: await Reviewer.of(board),
    region: await office('新疆维吾尔自治区信访局'),
    city: await office('乌鲁木齐市信访局'),
    district: await office('天山区信访局'),
    street: await office('团结路街道办事处'),
    community: await office('康乐社区居民委员会'),
  };
}

/** A worker locked in a compound must return to his work; the same night he is told of the bus. */
export const lockedWorker = story({
  title: 'A worker locked in a compound must return to work far away; the same night he is told of the bus',
  begins: '2020-02-24 09:10',
  cast,
  sentences: [
    [
      'A worker asks the region’s party secretary how he can leave his compound for Sichuan',
      async (on) => {
        const { code } = await on.worker.writes({
          ...{ to: '新疆维吾尔自治区党委书记', region: '650000', kind: 'help', topic: 316 },
          title: '小区封闭，无法回四川的公司返工',
          body: '我住在乌鲁木齐市天山区团结路街道康乐社区，小区封闭，无法回到远在四川的公司返工。请问怎样办理手续才能离开？',
        });
        on.code = code;
      },
    ],
    [
      'It is published, and handed down on the same morning from the region to the community',
      async (on) => {
        await on.board.at('2020-02-24 09:40');
        await on.reviewer.publishes(on.code);
        await on.board.at('2020-02-24 10:15');
        await on.region.accepts(on.code);
        const line = [on.region, on.city, on.district, on.street, on.community];
        on.links = await handsDown(on.code, line, '请研判留言人情况，并与本人联系。');
        const message = await on.community.reads(on.code);
        assert.partialDeepStrictEqual(message, {
          ...{ answerable: { name: '新疆维吾尔自治区信访局' }, holder: { name: '康乐社区居民委员会' } },
          relations: ['anybody', 'holder'],
        });
        on.dueAt = message.dueAt ?? '';
      },
    ],
    [
      'The reply of the same day says that the community looks into it and who will call; the clock goes on',
      async (on) => {
        await on.board.at('2020-02-24 13:00');
        await on.region.answers(on.code, {
          ...{ type: 'interim', unit: '新疆维吾尔自治区信访局' },
          text: '您好。您的情况已转到康乐社区进行研判，社区工作人员今日将与您电话联系，请保持联系。',
        });
        const page = await on.everybody.reads(on.code);
        assert.partialDeepStrictEqual(page, {
          ...{ state: { handling: 'in-progress' }, dueAt: on.dueAt, answeredAt: null },
          voices: { replies: [{ type: 'interim' }] },
        });
      },
    ],
    [
      'He is told by a notice in the app and by a text message',
      async (on) => {
        assert.deepEqual((await on.worker.noticesOf(on.code)).at(-1), 'progress');
        assert.match((await on.worker.textMessages()).at(-1) ?? '', /进展/);
      },
    ],
    [
      'The community calls him, by the phone that it may see for that',
      async (on) => {
        await on.board.at('2020-02-24 15:20');
        assert.equal(await on.community.sees('phone', on.code, '核实返工材料'), on.worker.phone);
      },
    ],
    [
      'In the evening the community reports that a bus leaves in the morning, and everyone above accepts',
      async (on) => {
        await on.board.at('2020-02-24 21:30');
        await reportsUp(on.code, on.links, '已办好手续，次日8时在社区集合乘大巴去机场。');
      },
    ],
    [
      'At ten that night he is told of the bus, quiet hours or not',
      async (on) => {
        await on.board.at('2020-02-24 22:05');
        const before = (await on.worker.textMessages()).length;
        await on.region.answers(on.code, {
          unit: '康乐社区居民委员会',
          text: '您好。返工手续已办好，请于2月25日早上8点到康乐社区集合，统一乘坐大巴车去机场离开。咨询电话：0991-12345。',
        });
        assert.ok((await on.worker.noticesOf(on.code)).includes('answered'));
        const sent = await on.worker.textMessages();
        assert.deepEqual([sent.length - before, /已答复/.test(sent.at(-1) ?? '')], [1, true]);
      },
    ],
    [
      'He writes again to praise the community by name; the office sees it at once, everybody after review',
      async (on) => {
        await on.board.at('2020-02-25 08:20');
        on.praised = await on.worker.followsUp(on.code, 'thanks', praise);
        assert.ok(JSON.stringify(await on.region.reads(on.code)).includes(praise));
        assert.ok(!JSON.stringify(await on.everybody.reads(on.code)).includes(praise));
        await on.board.at('2020-02-25 09:00');
        await on.reviewer.publishesWords('follow-ups', on.praised);
        assert.partialDeepStrictEqual(await on.everybody.reads(on.code), {
          ...{ voices: { followUps: [{ type: 'thanks', text: praise }] }, state: { handling: 'answered' } },
        });
      },
    ],
    [
      'He rates it in the best way and says settled: closed, with nothing left to do',
      async (on) => {
        await on.board.at('2020-02-25 12:00');
        const given = { solved: 5, attitude: 5, speed: 5, words: '非常满意', settled: true };
        const rated = await on.worker.rates(on.code, given);
        assert.partialDeepStrictEqual(rated, {
          dueAt: null,
          state: { handling: 'closed', voice: 'settled' },
        });
        await on.reviewer.publishesRatings();
        assert.partialDeepStrictEqual(await on.everybody.reads(on.code), {
          voices: { ratings: [{ solved: 5, words: '非常满意' }] },
        });
      },
    ],
  ],
});
