import type { Office } from './office.ts';

/** One order of a chain: who ordered whom. */
export interface Link {
  from: Office;
  to: Office;
  order: number;
}

/** Each office hands the work down to the next, which signs for it. */
export async function handsDown(code: string, line: readonly Office[], words: string): Promise<Link[]> {
  const links: Link[] = [];
  for (const [i, to] of line.entries()) {
    const from = line[i - 1];
    if (!from) continue;
    const order = await from.orders(to, code, { words });
    await to.signsFor(code, order);
    links.push({ from, to, order });
  }
  return links;
}

/** From the bottom up, each unit reports what was done and its orderer accepts it. */
export async function reportsUp(code: string, links: readonly Link[], text: string): Promise<void> {
  for (const { from, to, order } of links.toReversed()) {
    await to.reports(code, order, text);
    await from.acceptsResult(code, order);
  }
}
