import type { Board } from './board.ts';

/** One sentence of a story: how it is told, and what the people in it do. */
export type Sentence<Cast> = readonly [says: string, does: (cast: Cast) => Promise<void>];

/** A story that can be played: by a test sentence by sentence, and by `npm run stories` aloud. */
export interface Story {
  title: string;
  /** The day and hour in Shanghai at which it begins. */
  begins: string;
  sentences: readonly string[];
  /** Brings its people onto a board; the answer plays the sentence of that number. */
  open(board: Board): Promise<(sentence: number) => Promise<void>>;
}

/** Writes a story down: who is in it, and its sentences in order. */
export function story<Cast>(of: {
  title: string;
  begins: string;
  cast(board: Board): Promise<Cast>;
  sentences: readonly Sentence<Cast>[];
}): Story {
  return {
    title: of.title,
    begins: of.begins,
    sentences: of.sentences.map(([says]) => says),
    open: async (board) => {
      const cast = await of.cast(board);
      return async (sentence) => of.sentences[sentence]?.[1](cast);
    },
  };
}
