import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSubmission, isReport } from '../../src/domain/check-submission.ts';
import { kinds, type Submission } from '../../src/domain/message.ts';
import { publicText, differs } from '../../src/domain/redaction.ts';
import { isRefusal, type Refusal } from '../../src/domain/refusal.ts';
import { anyText } from './any-text.ts';

const good: Submission = {
  leader: 1,
  kind: 'help',
  topic: 101,
  title: '柳溪路路灯坏了',
  body: '晚上一片漆黑。\r\n老人出门不便。',
  name: ' 陈小满 ',
  visibility: 'public',
  pictures: [],
};
const refusalOf = (work: () => unknown): Refusal => {
  try {
    work();
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
  return expect.fail('was not refused');
};
const faultsOf = (more: Partial<Submission>) =>
  refusalOf(() => checkSubmission({ ...good, ...more })).faults.map((f) => `${f.field}: ${f.code}`);

describe('a submission at the door', () => {
  test('comes out tidied, with what was left out as empty', () => {
    expect(checkSubmission(good)).toMatchObject({
      body: '晚上一片漆黑。\n老人出门不便。',
      name: '陈小满',
      place: '',
      remark: '',
    });
  });

  test('hears of all its faults at once, each by its field', () => {
    const pictures = Array.from({ length: 6 }, (_, i) => ({ id: `p${i}`, public: true }));
    const wrong = {
      kind: 'poem',
      title: '',
      body: '字'.repeat(1001),
      place: '字\u202e',
      remark: '字'.repeat(201),
      name: '  ',
      pictures,
    };
    expect(faultsOf(wrong)).toEqual([
      'kind: wrong-choice',
      'title: required',
      'body: too-long',
      'place: control-characters',
      'remark: too-long',
      'pictures: too-many-pictures',
      'name: required',
    ]);
    expect(faultsOf({ kind: '' })).toEqual(['kind: required']);
  });

  test.each([
    ['title', '字'.repeat(22)],
    ['body', '字'.repeat(1000)],
    ['remark', '字'.repeat(200)],
    ['place', '字'.repeat(60)],
    ['name', '字'.repeat(30)],
  ] as const)('%s is good at its limit and too long beyond it', (field, most) => {
    expect(checkSubmission({ ...good, [field]: ` ${most}\n` })[field]).toBe(most);
    expect(faultsOf({ [field]: `${most}字` })).toEqual([`${field}: too-long`]);
  });

  test('a confidential report is turned away before a word of it is looked at', () => {
    for (const kind of ['report', ' Report ', 'REPORT', '监督举报', '举报']) {
      expect(isReport(kind)).toBe(true);
      const refusal = refusalOf(() => checkSubmission({ ...good, kind, body: '', title: '\u202e' }));
      expect([refusal.code, refusal.status, refusal.faults]).toEqual(['not-open-yet', 422, []]);
      expect(refusal.title('zh')).toMatch(/12388/);
    }
    expect(kinds.some(isReport)).toBe(false);
  });

  test('whatever it holds, it is taken or refused, never broken', () => {
    const text = anyText;
    const any = fc.record({ kind: text, title: text, body: text, place: text, remark: text, name: text });
    fc.assert(
      fc.property(any, (words) => {
        try {
          checkSubmission({ ...good, ...words });
        } catch (error) {
          expect(isRefusal(error)).toBe(true);
        }
      }),
    );
  });
});

describe('the public text', () => {
  const original = { title: '柳溪路路灯坏了', body: '我叫陈小满,电话 13800000000。', place: '柳溪路3号' };

  test('is the original where the reviewer gave nothing else', () => {
    expect(publicText(original, {})).toEqual(original);
    expect(differs(original, publicText(original, {}))).toBe(false);
  });

  test('differs where words were covered, the place too', () => {
    const text = publicText(original, { body: '我叫▇▇▇,电话 ▇▇▇。', place: '' });
    expect(text).toEqual({ ...original, body: '我叫▇▇▇,电话 ▇▇▇。', place: '' });
    for (const redacted of [{ title: '路灯坏了' }, { body: '电话略' }, { place: '' }])
      expect(differs(original, publicText(original, redacted))).toBe(true);
  });

  test('cannot lose its title or body, nor gain what nobody sees', () => {
    const faults = refusalOf(() => publicText(original, { title: ' ', body: '', place: '\u200b' })).faults;
    expect(faults.map((f) => `${f.field}: ${f.code}`)).toEqual([
      'title: required',
      'body: required',
      'place: control-characters',
    ]);
  });
});
