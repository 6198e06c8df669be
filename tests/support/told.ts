import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Board } from '../../scripts/stories/board.ts';
import type { Story } from '../../scripts/stories/story.ts';
import { openTestHouse, type TestHouse } from './house.ts';

/** Plays a story in a house of its own, sentence by sentence; at its end `npm run verify` finds nothing. */
export function told({ title, begins, sentences, open }: Story): void {
  describe(title, () => {
    let house: TestHouse;
    let board: Board;
    let play: (sentence: number) => Promise<void>;
    let broken = false;

    beforeAll(async () => {
      house = await openTestHouse({ RATE_LIMIT: 'off' });
      board = await Board.open(house.config, begins);
      play = await open(board);
    });
    afterAll(async () => {
      await board?.close();
      await house?.close();
    });

    test.each(sentences.map((says, index) => [says, index] as const))('%s', async (_, index) => {
      if (broken) throw new Error('The story broke off before.');
      broken = true;
      await play(index);
      broken = false;
    });

    test('verify finds nothing wrong', async () => {
      const found = await board.findings();
      expect(found.length).toBeGreaterThan(10);
      expect(found.flatMap(({ name, breaches }) => breaches.map((b) => `${name}: ${b}`))).toEqual([]);
    });
  });
}
