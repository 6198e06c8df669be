import { Refusal } from '#domain/refusal.ts';
import { declareConflict } from '#server/life/handling/conflicts/declare-conflict.ts';
import { nameComplained } from '#server/life/handling/conflicts/name-complained.ts';
import { decideEnd } from '#server/life/handling/endings/decide-end.ts';
import { merge } from '#server/life/handling/endings/merge.ts';
import { proposeEnd } from '#server/life/handling/endings/propose-end.ts';
import { acceptOrder } from '#server/life/handling/orders/accept-order.ts';
import { cancelOrder, waivePart } from '#server/life/handling/orders/cancel-order.ts';
import { giveOrder } from '#server/life/handling/orders/give-order.ts';
import { approveResult, sendBackResult } from '#server/life/handling/orders/judge-result.ts';
import { grantReveal } from '#server/life/handling/orders/grant-reveal.ts';
import { reportResult } from '#server/life/handling/orders/report-result.ts';
import { returnOrder } from '#server/life/handling/orders/return-order.ts';
import { rule } from '#server/life/handling/orders/rule.ts';
import { returnTransfer } from '#server/life/handling/transfer/return-transfer.ts';
import { transferOn } from '#server/life/handling/transfer/transfer-on.ts';
import { textOf } from '../../text-of.ts';
import type { OfficeAct } from './office-act.ts';

/** What can be done in the chain of offices, by the name under which its form is sent. */
export const chainActs = {
  assign: (code, form, actor, now) =>
    giveOrder(
      code,
      {
        office: officeOf(form),
        role: textOf(form, 'role') === 'joint' ? 'joint' : 'lead',
        words: textOf(form, 'words'),
        dueOn: textOf(form, 'dueOn') || undefined,
      },
      actor,
      now,
    ),
  'accept-order': (code, form, actor, now) => acceptOrder(code, numberOf(form, 'order'), actor, now),
  'return-order': (code, form, actor, now) =>
    returnOrder(code, { orderId: numberOf(form, 'order'), reason: reasonOf(form) }, actor, now),
  report: (code, form, actor, now) =>
    reportResult(code, { orderId: numberOf(form, 'order'), text: textOf(form, 'text') }, actor, now),
  'approve-result': (code, form, actor, now) => approveResult(code, numberOf(form, 'order'), actor, now),
  'send-back-result': (code, form, actor, now) => sendBackResult(code, onOrder(form), actor, now),
  'cancel-order': (code, form, actor, now) => cancelOrder(code, onOrder(form), actor, now),
  'waive-part': (code, form, actor, now) => waivePart(code, onOrder(form), actor, now),
  'grant-reveal': (code, form, actor, now) =>
    grantReveal(code, { orderId: numberOf(form, 'order'), granted: true }, actor, now),
  'end-reveal': (code, form, actor, now) =>
    grantReveal(code, { orderId: numberOf(form, 'order'), granted: false }, actor, now),
  rule: (code, form, actor, now) =>
    rule(code, { office: officeOf(form), words: textOf(form, 'words') }, actor, now),
  transfer: (code, form, actor, now) =>
    transferOn(code, { office: officeOf(form), words: textOf(form, 'words') }, actor, now),
  'return-transfer': (code, form, actor, now) => returnTransfer(code, reasonOf(form), actor, now),
  'name-complained': (code, form, actor, now) =>
    nameComplained(
      code,
      { offices: form.has('office') ? [officeOf(form)] : [], posts: [], words: textOf(form, 'words') },
      actor,
      now,
    ),
  'declare-conflict': (code, form, actor, now) => declareConflict(code, textOf(form, 'words'), actor, now),
  merge: (code, form, actor, now) => merge(code, textOf(form, 'into').replaceAll(/\D/g, ''), actor, now),
  'propose-end': (code, form, actor, now) => proposeEnd(code, reasonOf(form), actor, now),
  'sign-end': (code, _form, actor, now) => decideEnd(code, { end: true, words: '' }, actor, now),
  'refuse-end': (code, form, actor, now) =>
    decideEnd(code, { end: false, words: textOf(form, 'words') }, actor, now),
} as const satisfies Record<string, OfficeAct>;

export type ChainActName = keyof typeof chainActs;

const reasonOf = (form: FormData) => ({ code: textOf(form, 'code'), words: textOf(form, 'words') });
const onOrder = (form: FormData) => ({ orderId: numberOf(form, 'order'), words: textOf(form, 'words') });

function numberOf(form: FormData, field: string): number {
  const id = Number(textOf(form, field));
  if (!Number.isSafeInteger(id) || id <= 0) throw new Refusal('not-found');
  return id;
}

// Chosen from what was proposed or found; the words typed to find one are resolved before.
function officeOf(form: FormData): number {
  const id = Number(textOf(form, 'office'));
  if (!Number.isSafeInteger(id) || id <= 0)
    throw new Refusal('invalid', { faults: [{ field: 'office', code: 'required' }] });
  return id;
}
