import assert from 'node:assert/strict';
import type { Board } from './board.ts';
import { Citizen } from './citizen.ts';
import { Everybody } from './everybody.ts';
import { Office } from './office.ts';
import { addresseeIn, Post, reportsOnInstruction } from './post.ts';
import { Reviewer } from './reviewer.ts';
import { story } from './story.ts';

const measure = {
  measure: '暂时取消机动车尾号限行措施',
  on: '2020-01-31',
  link: 'https://www.chengdu.gov.cn/traffic/2020-01-31.html',
};

async function cast(board: Board) {
  return {
    board,
    code: '',
    driver: new Citizen(board, '陈立'),
    everybody: new Everybody(board),
    reviewer: await Reviewer.of(board),
    office: await Office.of(board, '成都市信访局'),
    bureau: await Office.of(board, '成都市公安局'),
    secretary: await Post.of(board, '成都市委书记', '范书记'),
    deputy: await Post.of(board, '成都市副市长（分管城建、交通、环保）', '罗副市长'),
    instruction: 0,
  };
}

/** A Chengdu driver asks for number-plate limits to be lifted, and four days later they are. */
export const chengduDriver = story({
  title: 'A Chengdu driver asks for number-plate limits to be lifted, and four days later they are',
  begins: '2020-01-27 09:20',
  cast,
  sentences: [
    [
      'A driver suggests to the city’s party secretary not to limit cars by their plates during the epidemic',
      async (on) => {
        const receipt = await on.driver.writes({
          ...{ to: '成都市委书记', region: '510100', kind: 'suggestion', topic: 262 },
          title: '建议疫情期间暂停机动车尾号限行',
          body: '现在大家都担心公共交通。能不能在这一两个月内不进行车辆限号，让有私家车的人都可以在保证自身安全的情况下上班？',
        });
        on.code = receipt.code;
        assert.match(on.code, /^\d{12}$/);
        assert.ok(receipt.dueAt);
      },
    ],
    [
      'The reviewer publishes it, and everybody finds it among what waits for a reply',
      async (on) => {
        await on.board.at('2020-01-27 09:55');
        await on.reviewer.publishes(on.code);
        assert.deepEqual(await on.everybody.finds('region=510100&status=waiting'), [on.code]);
      },
    ],
    [
      'The petition office accepts it on the same day, though it is a holiday',
      async (on) => {
        await on.board.at('2020-01-27 10:40');
        await on.office.accepts(on.code);
        assert.deepEqual(await on.everybody.finds('region=510100&status=in-progress'), [on.code]);
      },
    ],
    [
      'The secretary instructs the deputy in charge of traffic, who passes it on to the bureau',
      async (on) => {
        await on.board.at('2020-01-27 11:30');
        on.instruction = await on.secretary.instructs(on.code, {
          ...{ to: [{ post: on.deputy.id }], reportOn: '2020-01-31' },
          words: '请尽快研究，并对外公布方案。',
        });
        const addressed = await on.deputy.isAddressed(on.code);
        await on.deputy.notes(on.code, addressed);
        await on.deputy.instructs(on.code, {
          ...{ to: [{ office: on.bureau.id }], reportOn: '2020-01-31', passedOn: addressed },
          words: '交管部门三日内拿出方案。',
        });
        const page = JSON.stringify(await on.everybody.reads(on.code));
        assert.ok(!page.includes('拿出方案'), 'An instruction is not public before its leader says so.');
      },
    ],
    [
      'The next day the bureau reports progress, and the driver is told of it',
      async (on) => {
        await on.board.at('2020-01-28 15:00');
        await reportsOnInstruction(on.bureau, on.code, '方案已起草，正在征求意见。');
        await on.office.answers(on.code, {
          ...{ type: 'interim', unit: '成都市公安局交通管理局' },
          text: '您的建议已由市领导批转，我局正在研究具体办法，1月31日前公布。',
        });
        assert.ok((await on.driver.noticesOf(on.code)).includes('progress'));
        assert.equal((await on.driver.textMessages()).length, 2);
      },
    ],
    [
      'Four days after the suggestion the deputy reports the decision, and the secretary accepts it',
      async (on) => {
        await on.board.at('2020-01-31 16:00');
        await acceptsBureau(on);
        const own = await on.deputy.isAddressed(on.code);
        await on.deputy.reports(on.code, own, '市交管局今日公布：2月9日前暂时取消尾号限行。');
        await on.secretary.acceptsReport(on.code, own);
      },
    ],
    [
      'The reply names the bureau and its decision; whoever wrote it cannot sign it',
      async (on) => {
        await on.board.at('2020-01-31 17:00');
        const { office, code } = on;
        const reply = {
          unit: '成都市公安局交通管理局',
          text: '您好。经研究，2020年2月9日前暂时取消机动车尾号限行措施，上班可以驾驶私家车。咨询电话：028-12345。',
        };
        const draft = await office.drafts(code, reply, office.approver);
        await office.signs(code, draft, { refused: 'drafter-approves' });
        await office.signs(code, draft, { by: office.head });
        assert.deepEqual(await on.everybody.finds('region=510100&status=answered'), [on.code]);
      },
    ],
    [
      'The suggestion is marked as adopted, with the measure, its day and its link, and the driver is told',
      async (on) => {
        await on.board.at('2020-01-31 17:20');
        await on.office.marks(on.code, { what: 'adopted', ...measure });
        assert.ok((await on.driver.noticesOf(on.code)).includes('adopted'));
        assert.match((await on.driver.textMessages()).at(-1) ?? '', /已被采纳/);
      },
    ],
    [
      'Everybody reads it in the list of adopted suggestions and on its page, with the secretary’s words',
      async (on) => {
        const words = '请尽快研究，并对外公布方案。';
        await on.secretary.publishes(on.code, on.instruction, words);
        const [adopted] = await on.everybody.adopted('510100');
        assert.partialDeepStrictEqual(adopted, { code: on.code, author: '陈***', ...measure });
        const page = await on.everybody.reads(on.code);
        assert.deepEqual(page['marks'], { guidance: null, adopted: measure });
        assert.equal(page['answerUnit'], '成都市公安局交通管理局');
        assert.ok(JSON.stringify(page['trace']).includes(words));
        await shownOnPages(on);
      },
    ],
    [
      'The driver says that it is settled, and the message is closed',
      async (on) => {
        await on.board.at('2020-02-01 08:30');
        const settled = { solved: 5, attitude: 5, speed: 5, settled: true };
        const { state } = await on.driver.rates(on.code, { ...settled, words: '四天就有了结果。' });
        assert.partialDeepStrictEqual(state, { handling: 'closed', voice: 'settled' });
        await on.reviewer.publishesRatings();
        assert.ok(JSON.stringify(await on.everybody.reads(on.code)).includes('四天就有了结果'));
      },
    ],
  ],
});

type Cast = Awaited<ReturnType<typeof cast>>;

/** The deputy, who instructed the bureau, accepts what it reports. */
async function acceptsBureau({ bureau, code, deputy }: Cast): Promise<void> {
  const path = `/api/v1/desk/messages/${code}/instructions`;
  const thread = await bureau.asks(bureau.officer, 'reads the instruction', { path });
  await deputy.acceptsReport(code, addresseeIn(thread, bureau.name));
}

async function shownOnPages({ board, code }: Cast): Promise<void> {
  for (const path of [`/messages/${code}`, '/adopted']) {
    const page = await board.page('Everybody', path);
    if (page === '') continue;
    for (const words of [measure.measure, measure.link, '成都市公安局交通管理局'])
      assert.ok(page.includes(words), `${path} shows ${words}`);
  }
}
