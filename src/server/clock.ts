/** The present moment: the only place from which the doors read the clock; everything behind them is told `now`. */
export function now(): Date {
  return new Date();
}
