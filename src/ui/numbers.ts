const grouped = new Intl.NumberFormat('en-US');
const oneDecimal = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** 1,284 */
export function countText(n: number): string {
  return grouped.format(n);
}

/** 91.6: a share between 0 and 1 as a percentage without its sign. */
export function percentText(share: number): string {
  return oneDecimal.format(share * 100);
}

/** Which of the five verdict words a mean rating earns: 0 很满意 … 4 很不满意. */
export function verdictIndex(mean: number): number {
  if (mean > 4) return 0;
  if (mean > 3) return 1;
  if (mean > 2) return 2;
  return mean > 1 ? 3 : 4;
}
