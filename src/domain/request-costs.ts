/**
 * What one request costs, in points: about a hundredth of a second of a core each, and what it sends beyond the house. `most`:
 * how many of the kind one network may ask in a minute, generous, since whole towns share an address.
 */
export const requestCosts = {
  // Nobody is kept from reading by what others at the same address send.
  reading: { cost: 0, most: 6_000 },
  search: { cost: 6, most: 1_200 },
  writing: { cost: 10, most: 300 },
  submit: { cost: 40, most: 120 },
  picture: { cost: 60, most: 200 },
  // Looking up a report by its secret: dear, so that nobody tries many.
  secret: { cost: 100, most: 20 },
  verification: { cost: 200, most: 30 },
  // A try at a proof of humanity: dear, so that nobody guesses.
  proof: { cost: 60, most: 60 },
  export: { cost: 600, most: 6 },
} as const satisfies Record<string, { cost: number; most: number }>;

export type RequestKind = keyof typeof requestCosts;

/** How many points a minute has: for a network, all its people together; for one person, wherever they ask from. */
export const budgets = { network: 12_000, person: 3_000 } as const;
