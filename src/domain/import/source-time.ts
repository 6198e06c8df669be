import { startOf } from '../calendar.ts';

const written =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]\s*(上午|下午)?\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

/** Excel counts days from 1899-12-30; day 25569 is 1970-01-01. */
const excelEpoch = 25_569;

/**
 * The instant of a date in a file: 2019/4/25 9:32:09, 2019-04-25, 2019年4月25日 9:32, or an Excel serial
 * (43830.41: days and a part of a day). Wall time of Shanghai unless a zone is written; undefined when it is no date.
 */
export function readSourceTime(cell: string): Date | undefined {
  const trimmed = cell.normalize('NFKC').trim();
  if (/^\d{5}(\.\d+)?$/.test(trimmed)) return fromExcel(Number(trimmed));
  const found = written.exec(trimmed);
  if (!found) return undefined;
  const [year, month, day, half, hour, minute, second, zone] = found.slice(1);
  const on = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const hours = hoursOf(Number(hour ?? 0), half);
  const [minutes, seconds] = [Number(minute ?? 0), Number(second ?? 0)];
  if (!isDay(on) || hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const wall = startOf(on).getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return new Date(wall + (zone === undefined ? 0 : shanghaiMinutes - minutesOf(zone)) * 60_000);
}

const shanghaiMinutes = 480;

// The part of a day is a rounded fraction: whole seconds were meant.
function fromExcel(serial: number): Date | undefined {
  const seconds = Math.round((serial - excelEpoch) * 86_400);
  return new Date((seconds - shanghaiMinutes * 60) * 1000);
}

function hoursOf(hour: number, half: string | undefined): number {
  if (half === '下午' && hour < 12) return hour + 12;
  return half === '上午' && hour === 12 ? 0 : hour;
}

function isDay(on: string): boolean {
  const instant = Date.parse(`${on}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(on);
}

function minutesOf(zone: string): number {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
