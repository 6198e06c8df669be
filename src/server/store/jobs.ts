/** A job left in the transaction of a step: what follows, run by the worker. */
export interface Job {
  task:
    | 'notify'
    | 'tell-office'
    | 'tell-examiners'
    | 'plan-visit'
    | 'stir'
    | 'deliver'
    | 'deliver-code'
    | 'screen'
    | 'shed-original'
    | 'run-out'
    | 'take-effect'
    | 'phone-change'
    | 'way-in-added';
  /** Ids and codes; anything personal sealed. */
  payload: Record<string, unknown>;
  runAt: Date;
  /** A later job with the same key replaces one that has not run. */
  key?: string;
}
