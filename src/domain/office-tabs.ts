/** The tabs of an office's desk. */
export const officeTabs = [
  'all',
  'to-accept',
  'to-work',
  'to-judge',
  'to-rule',
  'to-answer',
  'to-approve',
  'handed-down',
  'to-visit',
  'to-review',
  'late',
  'answered',
] as const;
export type OfficeTab = (typeof officeTabs)[number];

/** Not every office has something under these: they are shown where there is. */
export const rareTabs: readonly OfficeTab[] = ['to-work', 'to-judge', 'to-rule', 'handed-down', 'to-review'];
