import { describe, expect, test } from 'vitest';
import { isPushAddress, isSubscription, type PushedNotice, pushingOf } from '../../src/domain/pushing.ts';

const notice = (changes: Partial<PushedNotice>): PushedNotice => ({
  ...{ what: 'published', urgency: 'normal', fastTrack: false, followed: false, ...changes },
});
const [night, morning, day] = ['2026-11-09T23:10', '2026-11-10T07:00', '2026-11-09T10:00'].map(
  (at) => new Date(`${at}:00+08:00`),
) as [Date, Date, Date];

describe('A push leaves', () => {
  test.each([
    ['published', {}, morning, 'normal'],
    ['accepted', {}, morning, 'normal'],
    ['answered', {}, night, 'normal'],
    ['published', { urgency: 'emergency' }, night, 'high'],
    ['published', { fastTrack: true }, night, 'high'],
    ['passkey-added', {}, night, 'high'],
    ['banned', {}, morning, 'normal'],
    ['news-answered', { followed: true, urgency: 'emergency' }, morning, 'low'],
    ['digest', { followed: true }, morning, 'low'],
  ] as const)('of %s %j at night when it may disturb', (what, changes, at, urgency) => {
    expect(pushingOf(notice({ what, ...changes }), night)).toEqual({ at, urgency });
    expect(pushingOf(notice({ what, ...changes }), day).at).toEqual(day);
  });
});

const known = ['fcm.googleapis.com', '*.push.apple.com', '127.0.0.1:4000'];

test.each([
  ['https://fcm.googleapis.com/fcm/send/abc', true],
  ['https://web.push.apple.com/QGx', true],
  ['https://127.0.0.1:4000/x', true],
  ['http://fcm.googleapis.com/fcm/send/abc', false],
  ['https://fcm.googleapis.com:8443/x', false],
  ['https://a@fcm.googleapis.com/x', false],
  ['https://fcm.googleapis.com.example.org/x', false],
  ['https://push.apple.com/x', false],
  ['https://evilpush.apple.com/x', false],
  ['https://web.push.apple.com:22/x', false],
  ['https://127.0.0.1/x', false],
  ['https://169.254.169.254/latest', false],
  ['https://localhost/x', false],
  ['file:///etc/passwd', false],
  ['nonsense', false],
])('The address %s is one of a known push service: %s', (address, is) => {
  expect(isPushAddress(address, known)).toBe(is);
});

test('A subscription is an address, a point of the curve and sixteen bytes, and nothing else', () => {
  const right = {
    endpoint: 'https://web.push.apple.com/QGx',
    p256dh: `B${'a'.repeat(86)}`,
    auth: 'a'.repeat(22),
  };
  expect(isSubscription(right)).toBe(true);
  for (const wrong of [
    { endpoint: '' },
    { endpoint: `https://web.push.apple.com/${'a'.repeat(1100)}` },
    { p256dh: 'a' },
    { p256dh: `B${'+'.repeat(86)}` },
    { auth: 'a'.repeat(40) },
  ])
    expect(isSubscription({ ...right, ...wrong }), JSON.stringify(wrong)).toBe(false);
});
