import type { PushSubscriptionFacts } from '../../../domain/pushing.ts';

/** What leaves for a device, and how its push service is to treat it. */
export interface Push {
  to: PushSubscriptionFacts;
  /** Our key at that push service. */
  by: { publicKey: string; privateKey: string };
  /** What the device is told; nobody on the way reads it. */
  words: string;
  urgency: 'low' | 'normal' | 'high';
}

/** Knocks at a device through the push service of its browser; throws a PushFault when it did not leave. */
export interface PushSender {
  send(push: Push): Promise<void>;
}

/** Why a push did not leave: a code for the record, and what follows from it. */
export class PushFault extends Error {
  readonly code: string;
  /** `gone`: the device wants nothing any more; `permanent`: another try helps nothing; `passing`: it may. */
  readonly kind: 'gone' | 'permanent' | 'passing';

  constructor(code: string, kind: PushFault['kind']) {
    // Never more than the code: the address of a device is a secret of its owner.
    super(`push: ${code}`);
    this.name = 'PushFault';
    this.code = code;
    this.kind = kind;
  }
}
