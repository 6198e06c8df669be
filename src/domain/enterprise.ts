/** Why an operator refuses to certify an enterprise, or ends it. */
export const enterpriseReasons = ['no-such', 'name-differs', 'not-entitled', 'dissolved', 'misused'] as const;
export type EnterpriseReason = (typeof enterpriseReasons)[number];

/** Where a certification stands. */
export type EnterpriseState = 'asked' | 'certified' | 'refused' | 'ended';

/** The longest name of an enterprise. */
export const enterpriseNameMost = 60;
