import { dormantBefore } from '../../../domain/account.ts';
import { readPhone } from '../../../domain/phone.ts';
import { endPhoneChangeByCode, endPhoneChangeOf } from '../../store/citizens/phone-changes.ts';

const no = /^(T|TD|N|NO|STOP|停止?|退订|不是我|不)[.。!！]?$/;
const stopCode = /(?<![A-Z0-9])[A-HJ-NP-Z2-9]{10}(?![A-Z0-9])/;

/** Somebody answers the text message about a change of phone: with T from the old number itself, or with the stop code. Gives whether a change was stopped. */
export async function stopByReply(
  { from, text }: { from: string; text: string },
  now: Date,
): Promise<boolean> {
  const said = text.normalize('NFKC').trim().toUpperCase().slice(0, 200);
  const code = stopCode.exec(said)?.[0];
  if (code !== undefined && (await endPhoneChangeByCode(code, now))) return true;
  const phone = readPhone(from);
  if (phone === undefined || !no.test(said)) return false;
  return endPhoneChangeOf(phone, dormantBefore(now), now);
}
