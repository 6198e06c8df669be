import {
  blamed,
  fewest,
  isHidden,
  praised,
  type Rate,
  rateOf,
  type RateName,
  totalOf,
  type UnitFigures,
} from './unit-figures.ts';

/** Which days a circular is about. */
export interface Period {
  from: string;
  to: string;
}

/** What a circular is drafted from: whose, when, and the numbers. */
export interface CircularGround {
  office: string;
  period: Period;
  units: readonly UnitFigures[];
}

/** The text of a circular as the numbers give it; a person edits it and another publishes it. Chinese: it is the document itself. */
export function draftCircular({ office, period, units }: CircularGround): { title: string; body: string } {
  const spoken = spokenPeriod(period);
  return {
    title: `关于${spoken}网上群众留言办理情况的通报`,
    body: [
      '各有关单位：',
      `现将${spoken}网上群众留言办理情况通报如下。`,
      '一、总体情况',
      general(units),
      '二、办得好的',
      praise(units),
      '三、存在的问题',
      blame(units),
      '四、要求',
      '超期留言的单位要逐件说明原因，尽快答复；被列入督办的，按督办要求办结。群众评价“没有解决”的，要重新办理并回访。',
      office,
    ].join('\n\n'),
  };
}

/** 2026年10月, or from one day to another. */
export function spokenPeriod({ from, to }: Period): string {
  const day = (text: string) => {
    const [year, month, date] = text.split('-').map(Number);
    return { year, month, date, said: `${year}年${month}月${date}日` };
  };
  const [first, last] = [day(from), day(to)];
  const wholeMonth = first.date === 1 && from.slice(0, 7) === to.slice(0, 7) && isLastOfMonth(to);
  return wholeMonth ? `${first.year}年${first.month}月` : `${first.said}至${last.said}`;
}

function general(units: readonly UnitFigures[]): string {
  const total = totalOf(units);
  if (total.received === 0) return '本期没有收到留言。';
  const said = [
    `本期共收到留言${counted(total.received)}，已答复${counted(total.answered)}。`,
    rateSaid('到期应答复的', rateOf(total, 'onTime'), '按时答复'),
    rateSaid('应受理的', rateOf(total, 'accepted'), '按时受理'),
    rateSaid('答复后表态的群众中', rateOf(total, 'settled'), '认为已经解决的'),
    rateSaid('评价中', rateOf(total, 'satisfied'), '满意的'),
    total.lateNow > 0 ? `目前超期未答复${counted(total.lateNow)}。` : '目前没有超期未答复的留言。',
    total.reopened >= fewest ? `群众反映未解决、重新办理${counted(total.reopened)}。` : '',
  ];
  return said.join('');
}

function rateSaid(of: string, rate: Rate | null, what: string): string {
  if (rate === null) return '';
  const share = isHidden(rate.part) ? '' : `，占${percent(rate.value)}`;
  return `${of}${counted(rate.ground)}，${what}${counted(rate.part)}${share}。`;
}

function praise(units: readonly UnitFigures[]): string {
  const found = praised(units);
  if (found.length === 0) return '本期没有单位同时达到按时答复、无超期的表扬标准。';
  return found.map((unit) => `${unit.name}${share(unit, 'onTime', '按时答复')}，没有超期件。`).join('');
}

function blame(units: readonly UnitFigures[]): string {
  const found = blamed(units);
  if (found.length === 0) return '本期没有超期五个工作日以上的留言。';
  return found
    .map(({ unit, late, slow }) => {
      const said = [
        late ? `列入督办后五个工作日仍未答复${counted(unit.lateNamed)}` : '',
        slow ? share(unit, 'onTime', '按时答复') : '',
      ];
      return `${unit.name}${said.filter(Boolean).join('，')}。`;
    })
    .join('');
}

function share(unit: UnitFigures, name: RateName, what: string): string {
  const rate = rateOf(unit, name);
  if (rate === null) return '';
  const part = isHidden(rate.part) ? '' : `（${percent(rate.value)}）`;
  return `应答复${counted(rate.ground)}、${what}${counted(rate.part)}${part}`;
}

// The text says no more than the table: a cell under five stays hidden.
function counted(count: number): string {
  return isHidden(count) ? `不足${fewest}件` : `${count}件`;
}

/** 90.5% */
export function percent(value: number): string {
  return `${(Math.floor(value * 1000) / 10).toFixed(1)}%`;
}

function isLastOfMonth(day: string): boolean {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000);
  return next.getUTCDate() === 1;
}
