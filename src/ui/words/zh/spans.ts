/** Lengths of time and what is left of a clock. */
export const spans = {
  minutes: (n: number) => `${n}分钟`,
  hours: (n: number) => `${n}小时`,
  hoursMinutes: (hours: number, minutes: number) => `${hours}小时${String(minutes).padStart(2, '0')}分`,
  days: (n: number) => `${n}天`,
  workdays: (n: number) => `${n}个工作日`,
  left: (span: string) => `还剩${span}`,
  leftToday: '今天到期',
  over: (span: string) => `已逾期${span}`,
  lessThanMinute: '不到1分钟',
  today: '今天',
};
