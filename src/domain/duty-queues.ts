/** The queues that somebody can watch (值守): the review desk, an office's own handling, its supervision of those below. */
export const dutyQueues = ['review', 'handling', 'supervision'] as const;
export type DutyQueue = (typeof dutyQueues)[number];

/** Is this one of the queues? */
export function isDutyQueue(name: string): name is DutyQueue {
  return (dutyQueues as readonly string[]).includes(name);
}
