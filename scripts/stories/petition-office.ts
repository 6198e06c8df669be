import assert from 'node:assert/strict';
import type { Board } from './board.ts';
import { at, BulletinDesk } from './bulletin-desk.ts';
import { Citizen } from './citizen.ts';
import { Office } from './office.ts';
import { calls, callSheet, visits } from './return-calls.ts';
import { Reviewer } from './reviewer.ts';
import { story } from './story.ts';

const secretary = { to: '湖北省委书记', region: '420000', kind: 'help' } as const;
const medicine = ['汉阳', '青山', '孝感'].map((place) => ({
  ...{ ...secretary, topic: 277, urgency: 'emergency' as const, title: `${place}的慢性病人买不到药` },
  body: `父亲在${place}，有高血压，药只够吃三天，封控后出不去。请问到哪里能买到降压药？`,
}));
const wages = {
  ...{ ...secretary, topic: 288, title: '停工期间的工资没有发' },
  body: '我在武汉一家餐馆打工，停工期间一月份的工资没有发，老板电话不接。请求帮助解决工资问题。',
};
const delivered = (place: string) =>
  `您好。${place}的慢性病药品由社区统一代购，降压药今日送药上门，可向社区登记购买。咨询电话：027-12345。`;

async function cast(board: Board) {
  await board.opensOffice('湖北省疫情防控指挥部', { regionCode: '420000', key: 'command' });
  const office = (name: string) => Office.of(board, name);
  const petitionOffice = await office('湖北省信访局');
  return {
    ...{ board, petitionOffice, codes: [] as string[], orders: [] as number[], report: 0 },
    citizens: ['吴桂芳', '郑建国', '冯春生', '蒋小燕'].map((name) => new Citizen(board, name)),
    reviewer: await Reviewer.of(board),
    bulletins: new BulletinDesk(petitionOffice),
    insurance: await office('湖北省医疗保障局'),
    wuhan: await office('武汉市信访局'),
    labour: await office('湖北省人力资源和社会保障厅'),
    wuhanLabour: await office('武汉市人力资源和社会保障局'),
    centre: await office('湖北省疫情防控指挥部'),
  };
}

type Cast = Awaited<ReturnType<typeof cast>>;

async function reportsAndAnswers(on: Cast, which: number, unit: Office, text: string): Promise<void> {
  const { petitionOffice: office } = on;
  const [code = '', order = 0] = [on.codes[which], on.orders[which]];
  await unit.reports(code, order, text);
  await office.acceptsResult(code, order);
  await office.answers(code, { unit: unit.name, text });
}

/** A petition office reads every message, transfers within two hours, calls everybody back and reports to the command centre. */
export const petitionOfficeStory = story({
  title:
    'A petition office reads every message, transfers within two hours, calls everybody back, and reports upward',
  begins: '2020-02-17 08:00',
  cast,
  sentences: [
    [
      'Three citizens cannot buy medicine and a fourth was not paid; each writes to the party secretary',
      async (on) => {
        for (const [i, letter] of [...medicine, wages].entries()) {
          const receipt = await on.citizens[i]?.writes(letter);
          on.codes.push(receipt?.code ?? '');
        }
        await on.board.at('2020-02-17 08:25');
        for (const code of on.codes) await on.reviewer.publishes(code);
      },
    ],
    [
      'The office reads and accepts every one, and transfers each to a unit within two hours',
      async (on) => {
        await on.board.at('2020-02-17 09:15');
        const { petitionOffice: office, codes } = on;
        const queue = await office.asks(office.officer, 'reads the queue', {
          path: '/api/v1/desk/queue?tab=to-accept',
        });
        assert.equal(queue['total'], 4);
        for (const code of codes) assert.ok((await office.reads(code))['original']);
        const all = { method: 'POST', path: '/api/v1/desk/acceptances', body: { codes } } as const;
        const { results } = await office.asks(office.officer, 'accepts all of them', all);
        assert.deepEqual(
          (results as { done: boolean }[]).map(({ done }) => done),
          [true, true, true, true],
        );
        await on.board.at('2020-02-17 09:40');
        for (const [i, code] of codes.entries()) {
          const unit = i < 3 ? on.insurance : on.wuhan;
          on.orders[i] = await office.orders(unit, code, { words: '请今日核实办理。' });
        }
        for (const code of codes) await transferredWithin(on, code, 2);
      },
    ],
    [
      'Wuhan returns the wages, the province’s labour department too, and the office rules that Wuhan’s does it',
      async (on) => {
        const { petitionOffice: office, labour, wuhan, wuhanLabour } = on;
        const [code = '', order = 0] = [on.codes[3], on.orders[3]];
        await on.board.at('2020-02-17 10:30');
        await wuhan.returns(code, order, '工资由人社部门管。');
        const second = await office.orders(labour, code, { words: '请核实办理。' });
        await labour.returns(code, second, '餐馆在武汉市，由市里管。');
        assert.partialDeepStrictEqual(await office.reads(code), { next: 'rule', holder: { id: office.id } });
        await office.rules(code, wuhanLabour, '用工地在武汉，由武汉市人社局办理。');
        const { orders } = await office.reads(code);
        const ruled = (orders as { id: number; binding: boolean }[]).find(({ binding }) => binding);
        on.orders[3] = ruled?.id ?? 0;
      },
    ],
    [
      'Whoever works on them, the office that accepted first stays answerable for all four',
      async (on) => {
        for (const code of on.codes)
          assert.partialDeepStrictEqual(await on.petitionOffice.reads(code), {
            answerable: { id: on.petitionOffice.id },
          });
      },
    ],
    [
      'What three of them complain of goes to the command centre at once, which hears of it and signs',
      async (on) => {
        await on.board.at('2020-02-17 11:00');
        const draft = await on.bulletins.drafts('special-reports', {
          ...{ title: '关于慢性病人购药难的专报', codes: on.codes.slice(0, 3) },
          body: '今日上午3名群众反映封控后慢性病人买不到药，建议由社区统一代购。',
        });
        on.report = draft.id;
        await on.bulletins.publishes(draft, on.petitionOffice.officer);
        assert.deepEqual(await on.centre.notices(), ['special-report']);
        const centre = new BulletinDesk(on.centre);
        assert.deepEqual(
          (await centre.messagesOf(on.report)).map(({ code }) => code),
          on.codes.slice(0, 3),
        );
        assert.partialDeepStrictEqual(await centre.signsFor(on.report), { signed: 1 });
        const states = await Promise.all(
          on.codes.map(async (code) => (await on.petitionOffice.reads(code))['state']),
        );
        assert.deepEqual(
          states.map((state) => (state as { attention: string }).attention),
          ['reported-upward', 'reported-upward', 'reported-upward', 'normal'],
        );
      },
    ],
    [
      'The command centre has it as a PDF too',
      async (on) => {
        const pdf = await on.board.get({
          ...{ who: on.centre.name, does: 'opens the PDF', token: on.centre.officer.token },
          path: at(on.report, '/pdf'),
        });
        assert.deepEqual([pdf.type, pdf.bytes.subarray(0, 5).toString()], ['application/pdf', '%PDF-']);
        assert.ok(pdf.bytes.toString('latin1').includes('NotoSansHans'));
      },
    ],
    [
      'The units work and report, and the office publishes every answer on the same day',
      async (on) => {
        await on.board.at('2020-02-17 16:30');
        await visits(on.petitionOffice, 100);
        for (const [i, place] of ['汉阳', '青山', '孝感'].entries()) {
          await on.insurance.signsFor(on.codes[i] ?? '', on.orders[i] ?? 0);
          await reportsAndAnswers(on, i, on.insurance, delivered(place));
        }
        const paid =
          '您好。餐馆已于今日发放停工期间一月份的工资，如有问题请联系武汉市人社局，电话：027-12333。';
        await reportsAndAnswers(on, 3, on.wuhanLabour, paid);
      },
    ],
    [
      'The next day every citizen is called back; one has not got all of the medicine, and it begins anew',
      async (on) => {
        await on.board.at('2020-02-18 10:00');
        const sheet = await callSheet(on.petitionOffice);
        assert.deepEqual(sheet.items.map(({ code }) => code).toSorted(), on.codes.toSorted());
        for (const [i, code] of on.codes.entries()) {
          const settled = { outcome: 'settled' } as const;
          const partly = { outcome: 'not-settled', code: 'partly', words: '只送来一种药。' } as const;
          const phone = await calls(on.petitionOffice, code, i === 2 ? partly : settled);
          assert.equal(phone, on.citizens[i]?.phone);
        }
        const after = await callSheet(on.petitionOffice);
        assert.deepEqual(after.items, []);
        assert.partialDeepStrictEqual(after, {
          rules: [{ percent: 100 }],
          numbers: { today: { done: 4, reached: 4, unsettled: 1 }, month: { said: 4, settled: 3 } },
        });
      },
    ],
    [
      'It is answered again and called again, and now all four are settled',
      async (on) => {
        const code = on.codes[2] ?? '';
        assert.partialDeepStrictEqual(await on.petitionOffice.reads(code), { next: 'answer' });
        await on.board.at('2020-02-18 15:00');
        const unit = on.insurance.name;
        await on.petitionOffice.answers(code, { unit, text: delivered('孝感') });
        await on.board.at('2020-02-19 09:30');
        await calls(on.petitionOffice, code, { outcome: 'settled' });
        for (const each of on.codes)
          assert.partialDeepStrictEqual((await on.petitionOffice.reads(each))['state'], {
            ...{ handling: 'closed', voice: 'settled' },
          });
        assert.equal((await on.board.looksAt(code)).length, 2);
      },
    ],
  ],
});

/** From received to the first order, as the message's own history tells. */
async function transferredWithin({ petitionOffice }: Cast, code: string, hours: number): Promise<void> {
  const message = await petitionOffice.reads(code);
  const history = message['history'] as { step: string; at: string }[];
  const [received, ordered] = ['submit', 'assign'].map(
    (step) => history.find((each) => each.step === step)?.at,
  );
  const passed = new Date(ordered ?? 0).getTime() - new Date(received ?? 0).getTime();
  assert.ok(passed > 0 && passed <= hours * 3_600_000);
}
