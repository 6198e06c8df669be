/** What stands on the picture of a page that is passed on: public words alone, already in the language of the board. */
export interface ShareFace {
  brand: string;
  vow: string;
  /** Above the title: to whom, which kind. */
  over: string;
  title: string;
  /** The first words of the answer or of the message. */
  text: string;
  state?: { word: string; standing: 'waiting' | 'in-progress' | 'answered' | 'ended' };
  /** The four signs of the seal, where an office has answered. */
  seal?: string;
  figures?: readonly { name: string; value: string }[];
  foot: string;
}
