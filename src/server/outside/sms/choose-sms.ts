import type { SmsConfig } from '../../config.ts';
import { FakeSms } from './fake-sms.ts';
import { HttpSms } from './http-sms.ts';
import type { SmsSender } from './sms-sender.ts';

/** The sender that the configuration names. */
export function chooseSms(config: SmsConfig, now: () => Date): SmsSender {
  if (config.kind === 'fake') return new FakeSms();
  return new HttpSms({ url: config.url, key: config.key, template: config.template, now });
}
