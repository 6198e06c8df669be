/** Is somebody satisfied who gives these marks: is their mean above three? */
export function isSatisfied(marks: { solved: number; attitude: number; speed: number }): boolean {
  return marks.solved + marks.attitude + marks.speed > 9;
}
