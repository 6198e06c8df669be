import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Board, openBoard } from './board.ts';
import { count } from './combinations.ts';
import { people } from './people.ts';
import { type Scene, scenes } from './scenes.ts';
import type { StageName } from './ties.ts';
import { tryAll } from './trial.ts';

/** Every deed of every person on a message at each of these stages, tried over the API. */
export function describeStages(stages: readonly StageName[]): void {
  let board: Board;
  let all = 0;
  beforeAll(async () => {
    board = await openBoard();
  });
  afterAll(() => board.stage.close());

  describe.each(stages)('A message that is %s', (stage) => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await scenes[stage](board);
    });

    test.each(people)('%s may do with it what the rules say, and nothing else', async (person) => {
      const { faults, tried } = await tryAll({ board, scene, person }, stage);
      all += tried;
      expect(faults).toEqual([]);
    });
  });

  test('every combination was tried', () => expect(all).toBe(count(stages).all));
}
