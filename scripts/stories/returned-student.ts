import assert from 'node:assert/strict';
import type { Board } from './board.ts';
import { Citizen } from './citizen.ts';
import { Everybody } from './everybody.ts';
import { Office } from './office.ts';
import { Reviewer } from './reviewer.ts';
import { story } from './story.ts';

const leaked = { name: '李晓桐', phone: '15834560000' };
const own = { name: '郭晓晨', phone: '13935100000' };
const before = '武汉归乡学子积极响应号召，进行自我隔离。可我无意中在微信群看到很多的个人信息被疯狂转发，';
const after = '经多次劝阻无果。望领导重视泄漏个人信息的问题，查处转发的人。';
const shown = `${before}连一位同学的姓名和号码也在里面，${after}`;
const answer = (parts: string) =>
  `您好。我办协调省公安厅、省委网信办认真核实：${parts}个人信息登记表不得外传，违者依法处理。举报电话：12377。`;

/** Everything that nobody may read in the open. */
const secrets = [leaked.name, leaked.phone, own.name, own.phone];

async function cast(board: Board) {
  const province = { regionCode: '140000' };
  await board.opensOffice('山西省疫情防控领导小组办公室', { ...province, key: 'epidemic' });
  await board.opensOffice('山西省委网信办', { ...province, key: 'cyberspace' });
  return {
    ...{ board, code: '', orders: { lead: 0, police: 0, cyberspace: 0 }, draft: 0 },
    student: new Citizen(board, own.name, own.phone),
    everybody: new Everybody(board),
    reviewer: await Reviewer.of(board),
    province: await Office.of(board, '山西省信访局'),
    epidemicOffice: await Office.of(board, '山西省疫情防控领导小组办公室'),
    police: await Office.of(board, '山西省公安厅'),
    cyberspace: await Office.of(board, '山西省委网信办'),
  };
}

type Cast = Awaited<ReturnType<typeof cast>>;

/** Looks everywhere where everybody looks. */
async function nothingIsInTheOpen({ everybody, code }: Cast): Promise<void> {
  const open = await everybody.everythingOf(code, ['个人信息', ...secrets]);
  assert.ok(open.includes('连一位同学的姓名和号码也在里面'));
  for (const secret of secrets) assert.ok(!open.includes(secret), `${secret} stands in the open.`);
  for (const secret of secrets)
    assert.deepEqual(await everybody.finds(`q=${encodeURIComponent(secret)}`), [], `${secret} is found.`);
}

/** A returned student reports that personal data circulate; three offices answer as one, and nothing of the data is shown. */
export const returnedStudent = story({
  title:
    'A returned student reports leaked personal data; three offices answer as one, and the data stay hidden',
  begins: '2020-02-08 20:41',
  cast,
  sentences: [
    [
      'A student complains to the party secretary that personal data circulate, and names whose',
      async (on) => {
        const receipt = await on.student.writes({
          ...{ to: '山西省委书记', region: '140000', kind: 'complaint', topic: 268 },
          title: '返乡学生的个人信息在群里被转发',
          body: `${before}比如同学${leaked.name}的号码${leaked.phone}也在里面，${after}`,
        });
        on.code = receipt.code;
      },
    ],
    [
      'The reviewer blacks the name and the number out and publishes the rest',
      async (on) => {
        await on.board.at('2020-02-08 21:30');
        await on.reviewer.publishes(on.code, { body: shown });
        await nothingIsInTheOpen(on);
      },
    ],
    [
      'The student still reads their own words in full',
      async (on) => assert.match(String((await on.student.reads(on.code))['body']), new RegExp(leaked.phone)),
    ],
    [
      'The province hands it to the epidemic office as lead, which calls police and cyberspace office in',
      async (on) => {
        await on.board.at('2020-02-09 09:00');
        const { province, epidemicOffice, code } = on;
        await province.accepts(code);
        const lead = await province.orders(epidemicOffice, code, { words: '请牵头核实。' });
        await epidemicOffice.signsFor(code, lead);
        const part = { role: 'joint', words: '请核实转发的源头并处理。' } as const;
        const police = await epidemicOffice.orders(on.police, code, part);
        const cyberspace = await epidemicOffice.orders(on.cyberspace, code, part);
        await on.police.signsFor(code, police);
        await on.cyberspace.signsFor(code, cyberspace);
        on.orders = { lead, police, cyberspace };
        assert.partialDeepStrictEqual(await province.reads(code), {
          ...{ answerable: { name: '山西省信访局' }, holder: { name: '山西省疫情防控领导小组办公室' } },
        });
      },
    ],
    [
      'The joint units read what was reported, but never who reported it',
      async (on) => {
        for (const unit of [on.police, on.cyberspace]) {
          const read = JSON.stringify(await unit.reads(on.code));
          assert.ok(read.includes(leaked.phone));
          assert.ok(!read.includes(own.phone) && !read.includes(own.name));
          await unit.maySeeNothing('phone', on.code, '联系举报人');
          await unit.maySeeNothing('name', on.code, '联系举报人');
        }
        assert.deepEqual(await on.board.looksAt(on.code), []);
      },
    ],
    [
      'The lead sees the student’s phone to ask back, and the look is on record',
      async (on) => {
        const { epidemicOffice, code } = on;
        assert.ok(!JSON.stringify(await epidemicOffice.reads(code)).includes(own.phone));
        assert.equal(await epidemicOffice.sees('phone', code, '核实群名'), own.phone);
        assert.equal(await epidemicOffice.sees('name', code, '核实群名'), own.name);
        const looks = await on.board.looksAt(code);
        assert.deepEqual(
          looks.map(({ what, reason }) => [what, reason]),
          [
            ['phone', '核实群名'],
            ['name', '核实群名'],
          ],
        );
      },
    ],
    [
      'The police report their part; the answer has to wait for the other',
      async (on) => {
        await on.board.at('2020-02-11 10:00');
        await on.police.reports(on.code, on.orders.police, '已查明首发者，责令删除，依法处理。');
        await on.epidemicOffice.acceptsResult(on.code, on.orders.police);
        on.draft = await on.epidemicOffice.drafts(on.code, {
          unit: on.epidemicOffice.name,
          text: answer('已查明首发者，责令删除，依法处理。'),
        });
        await on.province.signs(on.code, on.draft, { refused: 'parts-open' });
      },
    ],
    [
      'The cyberspace office reports its part, and the lead reports what all three did',
      async (on) => {
        await on.board.at('2020-02-12 09:00');
        await on.cyberspace.reports(on.code, on.orders.cyberspace, '已加强群组巡查，清理信息46条。');
        await on.epidemicOffice.acceptsResult(on.code, on.orders.cyberspace);
        await on.epidemicOffice.reports(on.code, on.orders.lead, answer('首发者已处理；群组已清理。'));
        await on.province.acceptsResult(on.code, on.orders.lead);
      },
    ],
    [
      'One answer collects every part, and names the epidemic office',
      async (on) => {
        const { orders } = await on.province.reads(on.code);
        const results = (orders as { role: string; state: string; result: string }[]).filter(
          ({ role }) => role === 'joint',
        );
        assert.deepEqual(
          results.map(({ state }) => state),
          ['done', 'done'],
        );
        const text = answer(results.map(({ result }) => result).join(''));
        await on.province.answers(on.code, { unit: on.epidemicOffice.name, text });
        const page = await on.everybody.reads(on.code);
        assert.equal(page['answerUnit'], on.epidemicOffice.name);
        assert.partialDeepStrictEqual(page['voices'], { replies: [{ text }] });
        await nothingIsInTheOpen(on);
      },
    ],
    [
      'The student thanks, and says that it is settled',
      async (on) => {
        await on.board.at('2020-02-12 12:00');
        const settled = { solved: 5, attitude: 5, speed: 4, settled: true };
        assert.partialDeepStrictEqual((await on.student.rates(on.code, settled))['state'], {
          handling: 'closed',
        });
        await nothingIsInTheOpen(on);
      },
    ],
  ],
});
