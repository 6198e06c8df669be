import type { Office } from './office.ts';
import type { Answer } from './speaker.ts';

/** The head of an office decides what share of its answers is followed by a call. */
export async function visits(office: Office, percent: number): Promise<void> {
  const path = `/api/v1/desk/offices/${office.id}/visit-rule`;
  await office.asks(office.head, `lets ${percent} % be called back`, {
    method: 'PUT',
    path,
    body: { percent },
  });
}

/** Whom the second person of an office has to call today, and how the day goes. */
export function callSheet(office: Office): Promise<Answer> {
  return office.asks(office.approver, 'looks at the call sheet', { path: '/api/v1/desk/call-sheet' });
}

/** Somebody who did not write the reply calls its author and records what was said; gives the phone that was called. */
export async function calls(
  office: Office,
  code: string,
  said: { outcome: 'settled' | 'not-settled'; code?: 'partly'; words?: string },
): Promise<unknown> {
  const at = `/api/v1/desk/messages/${code}`;
  const call = { method: 'POST', path: `${at}/call`, body: {} } as const;
  const { phone } = await office.asks(office.approver, 'calls the author', call);
  const visit = { method: 'POST', path: `${at}/visits`, body: said } as const;
  await office.asks(office.approver, `records the call (${said.outcome})`, visit);
  return phone;
}
