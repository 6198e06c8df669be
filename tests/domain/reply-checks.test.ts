import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkReply } from '../../src/domain/reply-checks/check-reply.ts';
import type { CheckedDraft, ReplyCheck } from '../../src/domain/reply-checks/finding.ts';

const message = {
  title: '乡道桥面塌陷',
  body: '书记您好。村口的石拱桥塌了一个洞，请问什么时候能修好？另外，校车接送的费用由谁承担？我的电话13800138000。',
  isPublic: true,
};
const good =
  '罗先生：您好。石拱桥已列入水毁修复计划，12月4日前修好；校车接送费用由镇里承担，不向家长收取。咨询电话：0839-3266000。';
const look = (text: string, changes: Partial<CheckedDraft> = {}, of = message) =>
  checkReply({ type: 'final', text, unit: '广元市交通运输局', ...changes }, of);
const checks = (...args: Parameters<typeof look>): ReplyCheck[] => look(...args).map(({ check }) => check);

test('a reply that says what was done, by when and whom to call passes', () => {
  expect(look(good)).toEqual([]);
});

describe('an empty formula', () => {
  test.each([
    '网友：您好！留言已收悉',
    '您的留言已收悉，关于您反映的问题，已转市自然资源和规划局调查处理。',
    '网友：您好！您反映的问题，我们已转交相关单位。2019年9月20日',
    '您好，感谢您的留言，我们将认真研究，尽快处理。感谢您对我们工作的关心和支持！',
  ])('stops: %s', (text) => {
    expect(look(text)).toMatchObject([{ check: 'formula-only', severity: 'stops', at: { start: 0 } }]);
  });

  test('is only doubted while it tells progress', () => {
    expect(look('您反映的问题已转市交通运输局办理。', { type: 'interim' })).toMatchObject([
      { check: 'formula-only', severity: 'warns' },
    ]);
    expect(look('已派人到现场查看。', { type: 'interim' })).toEqual([]);
  });

  test.each([
    '桥已修好。',
    '您好！可以异地办理身份证，携带身份证、户口本即可。',
    '您反映的问题不属于我区管辖，请您向市公交公司反映。',
  ])('is not what is short but says something: %s', (text) => {
    expect(checks(text)).not.toContain('formula-only');
  });
});

describe('personal data', () => {
  test('the citizen’s own number and an ID number stop; in a private reply they are only doubted', () => {
    const own = look(`${good}已致电138 0013 8000。`);
    expect(own).toMatchObject([{ check: 'personal-data', severity: 'stops', evidence: '138 0013 8000' }]);
    const { start = 0, end = 0 } = own[0]?.at ?? {};
    expect(`${good}已致电138 0013 8000。`.slice(start, end)).toBe('138 0013 8000');
    expect(look(`${good}证件号11010519491231002X。`)).toMatchObject([{ severity: 'stops' }]);
    expect(look(`${good}已致电13800138000。`, {}, { ...message, isPublic: false })).toMatchObject([
      { severity: 'warns' },
    ]);
  });

  test('a mobile given to be called is doubted, one that stands there without reason stops', () => {
    expect(look(`${good}联系人张科长，手机13900001111。`)).toMatchObject([{ severity: 'warns' }]);
    expect(look(`${good}该户机主号码为13900001111。`)).toMatchObject([{ severity: 'stops' }]);
  });

  test('the line of an office is nobody’s, a door is somebody’s', () => {
    expect(look(`${good}微信公众号“广元交通”，邮箱jt@gy.gov.cn。`)).toEqual([]);
    expect(checks(`${good}已上门查看3栋2单元501室。`)).toEqual(['personal-data']);
  });

  test('a private person’s name is doubted, once however often it stands, and said to be a name', () => {
    expect(look(`${good}经查，村民郑怀远转包了工程，郑怀远已退款。`)).toMatchObject([
      { severity: 'warns', evidence: '郑怀远', what: 'name' },
    ]);
  });

  test('the names that writers gave of themselves stop; what offices cover themselves is left', () => {
    const own = { ...message, body: `${message.body}我叫罗大山。微信号luo_man77。` };
    expect(look(`${good}信访人罗大山已知晓，微信luo_man77已加。`, {}, own)).toMatchObject([
      { severity: 'stops', evidence: '罗大山' },
      { severity: 'stops', evidence: 'luo_man77' },
    ]);
    expect(look(`${good}业主王某某、村民何某明均表示满意。`)).toEqual([]);
  });

  test('the officer whom to call and the office’s line are no finding; the citizen’s own line stops', () => {
    expect(look(`${good}联系人：林志远，联系电话：0731-4222333。`)).toEqual([]);
    const own = { ...message, body: `${message.body}我家电话0731-4222333。` };
    expect(look(`${good}已致电您家，电话0731-4222333。`, {}, own)).toMatchObject([{ severity: 'stops' }]);
  });
});

describe('what was asked', () => {
  test('a question that the reply never touches is named in the writer’s own words', () => {
    const text = '石拱桥12月4日前修好。咨询电话：0839-3266000。';
    expect(look(text)).toMatchObject([
      {
        check: 'unanswered-ask',
        severity: 'warns',
        at: null,
        evidence: expect.stringContaining('校车接送的费用'),
      },
    ]);
  });

  test('numbered points are each looked for; whoever answers point by point has seen them', () => {
    const numbered = {
      ...message,
      body: '想咨询：1、异地就医备案需要什么材料？2、老人高龄津贴从哪个月开始发放？3、社区食堂周末是否营业？',
    };
    const one = '备案请带身份证和社保卡，到医保窗口办理异地就医手续。电话0839-3266000。';
    expect(look(one, {}, numbered).map(({ evidence }) => evidence.slice(0, 6))).toEqual([
      '老人高龄津贴',
      '社区食堂周末',
    ]);
    const all = '1、带身份证和社保卡。2、次月起。3、照常开门。电话0839-3266000。';
    expect(look(all, {}, numbered)).toEqual([]);
  });

  test('anger in the form of a question asks for nothing', () => {
    const angry = { ...message, body: '桥塌了三个月，请尽快修好石拱桥。你们的良心何在？难道要等出人命吗？' };
    expect(look('石拱桥12月4日前修好。电话0839-3266000。', {}, angry)).toEqual([]);
  });
});

test('a reply without a way to reach anybody is doubted, and one signed by nobody in particular', () => {
  expect(checks(good.replace('咨询电话：0839-3266000。', ''))).toEqual(['no-contact']);
  expect(checks(good, { unit: '相关部门' })).toEqual(['no-contact']);
  expect(checks(good.replace('0839-3266000', '12345'))).toEqual([]);
});

describe('a promise', () => {
  test('without a date is doubted where it stands', () => {
    const text = good.replace('12月4日前修好', '我局将尽快修复');
    const [found] = look(text).filter(({ check }) => check === 'undated-promise');
    expect(found?.severity).toBe('warns');
    expect(text.slice(found?.at?.start, found?.at?.end)).toBe(found?.evidence);
  });

  test.each([
    '我局将于12月4日前修复护栏。',
    '护栏已于昨天修复。',
    '我局已责令施工单位停止施工。',
    '待资金到位后，将于明年三月动工。',
  ])('with a date, or of what is done, passes: %s', (more) =>
    expect(checks(`${good}${more}`)).not.toContain('undated-promise'),
  );
});

test('whatever is written, each finding rests on words that stand where it says', () => {
  const piece = fc.constantFrom(
    '将尽快修复',
    '13800138000',
    '您好',
    '。',
    '12月',
    '\n',
    '3栋501室',
    '收悉',
    '1、',
    '？',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.array(piece, { maxLength: 40 }), (reply, body) => {
      const text = reply.join('');
      return look(text, {}, { ...message, body: body.join('') }).every(
        ({ at, evidence }) => at === null || text.slice(at.start, at.end).startsWith(evidence.slice(0, 60)),
      );
    }),
  );
});
