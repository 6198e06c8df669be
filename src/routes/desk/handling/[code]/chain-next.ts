import type { Words } from '#ui/words/words.ts';
import type { OpenedCase } from '../opened-case.ts';

/** What waits for this officer in the chain of offices, and where on the page it is done. */
export function chainNext(
  { chain, message }: OpenedCase,
  w: Words,
): { text: string; href: string } | undefined {
  const { rule, orders } = chain.deeds;
  if (rule) return { text: w.handDown.ruleTitle, href: '#rule' };
  const roleOf = (id: number) => message.orders.find((order) => order.id === id)?.role;
  for (const { id, ...may } of orders) {
    const href = `#order-${id}`;
    if (may.accept) return { text: w.handDown.signFor, href };
    if (may.approve) return { text: w.message.next.judge, href };
    if (may.report) return { text: roleOf(id) === 'joint' ? w.handDown.reportPart : w.handDown.report, href };
  }
  return undefined;
}
