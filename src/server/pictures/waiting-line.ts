import { Refusal } from '../../domain/refusal.ts';

/** A fair line before few places: first come, first served; who finds too many waiting is refused as busy. */
export class WaitingLine {
  readonly #places: number;
  readonly #longest: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;
  #mostTaken = 0;

  constructor(places: number, longest: number) {
    this.#places = places;
    this.#longest = longest;
  }

  /** The most that were ever inside at the same time. */
  get mostAtOnce(): number {
    return this.#mostTaken;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Refuses now what would be refused at its turn, before the work of getting there. */
  refuseIfFull(): void {
    if (this.#taken >= this.#places && this.#waiting.length >= this.#longest) throw new Refusal('busy');
  }

  /** Does the work when its turn has come, and gives the place on whatever comes of it. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.refuseIfFull();
    if (this.#taken < this.#places) this.#taken++;
    else await new Promise<void>((go) => this.#waiting.push(go));
    this.#mostTaken = Math.max(this.#mostTaken, this.#taken);
    try {
      return await work();
    } finally {
      // The place passes straight to the next, so that no newcomer slips in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#taken--;
    }
  }
}
