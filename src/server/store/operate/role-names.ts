/** The five roles of the database: who may do what is decided by grants, see docs/architecture.md. */
export const roleNames = [
  'huiyin_owner',
  'huiyin_app',
  'huiyin_private',
  'huiyin_retention',
  'huiyin_backup',
] as const;

export type RoleName = (typeof roleNames)[number];
