import { SmsFault, type SmsSender } from '../outside/sms/sms-sender.ts';

const counts = new Map<string, number>();

/** How many text messages this process gave to the gateway: sent, or the code of its refusal. */
export function smsCounts(): ReadonlyMap<string, number> {
  return counts;
}

/** The sender with a count of what became of each message. */
export function countedSms(sms: SmsSender): SmsSender {
  return {
    async send(phone, words, reference) {
      try {
        await sms.send(phone, words, reference);
        count('sent');
      } catch (error) {
        count(
          error instanceof SmsFault ? `${error.permanent ? 'refused' : 'failed'}:${error.code}` : 'fault',
        );
        throw error;
      }
    },
  };
}

function count(outcome: string): void {
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
}
