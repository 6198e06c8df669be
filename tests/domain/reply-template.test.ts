import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTemplate } from '../../src/domain/check-template.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import { fillTemplate, templateFields, unknownFields } from '../../src/domain/reply-template.ts';

const facts = {
  标题: '桥塌了',
  编号: '3847 2019 5526',
  地区: '苍溪县',
  单位: '苍溪县交通运输局',
  日期: '2026年11月9日',
};

test('a template takes title, code, region, unit and date from the message', () => {
  const text = '您反映的“{标题}”（编号{编号}）收悉。{单位} {日期}';
  expect(fillTemplate(text, facts)).toBe(
    '您反映的“桥塌了”（编号3847 2019 5526）收悉。苍溪县交通运输局 2026年11月9日',
  );
});

test('what the message says is never read as a field again', () => {
  expect(fillTemplate('{标题}', { ...facts, 标题: '{单位}' })).toBe('{单位}');
});

test('a field that no message has stays in sight and is named', () => {
  expect(fillTemplate('{姓名}您好', facts)).toBe('{姓名}您好');
  expect(unknownFields('{姓名}您好，{标题}，{姓名}')).toEqual(['姓名']);
  try {
    checkTemplate({ name: ' ', text: '{姓名}您好' });
    expect.fail('taken');
  } catch (error) {
    if (!isRefusal(error)) throw error;
    expect(error.faults.map(({ field, code }) => [field, code])).toEqual([
      ['name', 'required'],
      ['text', 'unknown-field'],
    ]);
  }
});

test('text without braces comes back as it is', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes('{')),
      (text) => fillTemplate(text, facts) === text,
    ),
  );
  expect(templateFields.map((field) => fillTemplate(`{${field}}`, facts))).toEqual(Object.values(facts));
});
