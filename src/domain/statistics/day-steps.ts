/** Steps of the working days within which answers came. */
export const daySteps = [2, 5, 10, 15, 30] as const;
