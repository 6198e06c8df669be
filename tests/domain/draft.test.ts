import { expect, test } from 'vitest';
import { draftSchema, emptyDraft, isWritten, type Draft } from '../../src/domain/draft.ts';
import { isConfirmed, openStage, stageFaults, stageOfField } from '../../src/domain/draft-stages.ts';
import { officeWords, submissionOf } from '../../src/domain/draft-submission.ts';
import { limits } from '../../src/domain/message.ts';

const now = new Date('2026-11-23T02:00:00Z');
const visitor = { signedIn: false, now };
const until = now.getTime() + 60_000;

const draft = (changes: Partial<Draft> = {}): Draft => ({ ...emptyDraft(), ...changes });
const whole = draft({
  leader: 7,
  kind: 'help',
  topic: 188,
  title: '路灯坏了',
  body: '请修一修。',
  name: '陈桂英',
  phone: '139 0000 0001',
  confirmed: { token: 't', phone: '13900000001', until },
});

test('A writer is led to the first stage that needs them, and to the preview when all are done', () => {
  expect(openStage(emptyDraft(), visitor)).toBe('leader');
  expect(openStage({ ...whole, topic: null }, visitor)).toBe('matter');
  expect(openStage({ ...whole, body: ' ' }, visitor)).toBe('words');
  expect(openStage({ ...whole, name: '' }, visitor)).toBe('person');
  expect(openStage(whole, visitor)).toBe('preview');
});

test('What was refused at the end keeps its stage open', () => {
  const faults = [{ field: 'pictures', code: 'unknown-picture' }];
  expect(openStage({ ...whole, faults }, visitor)).toBe('pictures');
});

test('A confirmation holds for one phone and for its time; who is signed in needs none, unless for another phone', () => {
  expect(isConfirmed(whole, visitor)).toBe(true);
  expect(isConfirmed({ ...whole, phone: '13900000002' }, visitor)).toBe(false);
  expect(isConfirmed(whole, { ...visitor, now: new Date(until) })).toBe(false);
  expect(isConfirmed(emptyDraft(), { ...visitor, signedIn: true })).toBe(true);
  expect(isConfirmed(draft({ otherPhone: true }), { ...visitor, signedIn: true })).toBe(false);
  expect(stageFaults({ ...whole, confirmed: null }, 'person', visitor)).toEqual([
    { field: 'phone', code: 'verification-needed' },
  ]);
});

test('A place that is not to be shown goes to the office with the remark and never into the public text', () => {
  const placed = { ...whole, place: '银河路7栋', remark: '白天上班' };
  expect(submissionOf(placed, false)).toMatchObject({ place: '', remark: '地点：银河路7栋\n白天上班' });
  expect(submissionOf({ ...placed, placePublic: true }, false)).toMatchObject({
    place: '银河路7栋',
    remark: '白天上班',
  });
  expect(submissionOf({ ...placed, visibility: 'private' }, false)).toMatchObject({ place: '银河路7栋' });
  expect(officeWords({ ...placed, remark: '' })).toBe('地点：银河路7栋');
});

test('A hidden place and the remark share the room of the remark, and the writer hears it before the end', () => {
  const full = { ...whole, place: '银河路7栋', remark: '话'.repeat(limits.remark) };
  expect(stageFaults(full, 'words', visitor)).toMatchObject([{ field: 'remark', code: 'too-long' }]);
  expect(stageFaults({ ...full, placePublic: true }, 'words', visitor)).toEqual([]);
});

test('A draft of another version of the program opens with what it can', () => {
  const old = draftSchema.parse({ title: '旧的', kind: 'report', pictures: 'none', strange: 1, leader: '7' });
  expect(old).toMatchObject({ title: '旧的', kind: '', pictures: [], leader: null });
  expect(old).not.toHaveProperty('strange');
});

test('Every field knows its stage', () => {
  expect(['leader', 'kind', 'body', 'pictures', 'code', 'verification'].map(stageOfField)).toEqual([
    'leader',
    'matter',
    'words',
    'pictures',
    'person',
    'preview',
  ]);
});

test('An empty form is nobody’s loss', () => {
  expect(isWritten(emptyDraft())).toBe(false);
  expect(isWritten(draft({ body: '一个字' }))).toBe(true);
});
