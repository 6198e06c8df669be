import type { Source } from '../../../domain/message.ts';
import type { CountedAs } from '../../../domain/statistics/behind-numbers.ts';
import type { RateName } from '../../../domain/statistics/rates.ts';

const rate: Record<RateName, string> = {
  reply: 'Reply rate',
  'on-time': 'On-time rate',
  response: 'Response rate',
  solution: 'Solution rate',
  satisfaction: 'Satisfaction',
};
const source: Record<Source, string> = {
  web: 'Website',
  api: 'Open API',
  app: 'App',
  'mini-program': 'Mini program',
  wechat: 'WeChat account',
  phone: 'Telephone',
  import: 'Earlier board',
};
const behind: Record<CountedAs, string> = {
  replied: 'Messages with a final answer',
  adopted: 'Suggestions that were adopted',
  late: 'Messages past their time now',
  heard: 'Messages due for a first contact',
  'heard-in-time': 'Messages whose first contact was in time',
  promised: 'Messages due for an answer',
  'on-time': 'Messages answered on time',
  asked: 'Messages whose author said whether it is settled',
  settled: 'Messages whose author says it is settled',
  rated: 'Messages that were rated',
  satisfied: 'Messages rated with satisfaction',
  timed: 'Messages whose time to the answer is counted',
  'within-2': 'Messages answered within 2 working days',
  'within-5': 'Messages answered within 5 working days',
  'within-10': 'Messages answered within 10 working days',
  'within-15': 'Messages answered within 15 working days',
  'within-30': 'Messages answered within 30 working days',
};

const ofMessages = (part: string, ground: string) => `${part} of ${ground} messages`;
const shareOf: Record<RateName, typeof ofMessages> = {
  ...{ reply: ofMessages, 'on-time': ofMessages, response: ofMessages },
  solution: (part, ground) => `${part} of ${ground} authors`,
  satisfaction: (part, ground) => `${part} of ${ground} ratings`,
};

/** The public numbers: rates with their ground, maps, rankings, downloads. */
export const statistics = {
  ...{ rate, source, behind },
  title: 'Statistics',
  countryTitle: 'How the country is answered',
  titleFor: (name: string) => `Statistics of ${name}`,
  lead: 'Every rate says how many messages stand behind it. Few messages mean little certainty, so the range is drawn too; follow a number to its messages.',
  crumb: 'The country',
  figures: 'Main figures',
  published: 'Published',
  publishedGround: (received: string, kept: string) => `${received} received, ${kept} handled in private`,
  shareOf,
  lateNow: 'Late now',
  lateGround: 'Past the time told, not answered yet',
  median: 'Time to the answer',
  medianUnit: ' working days',
  medianGround: (ninetieth: string, timed: string) =>
    `Median; nine in ten within ${ninetieth} working days, of ${timed}`,
  days: (days: number) => (days === 31 ? '31–60' : days === 61 ? 'over 60' : String(days)),
  adopted: (n: string) => `${n} suggestions adopted`,
  hidden: 'under 5',
  hiddenNote: 'Numbers of 1 to 4 are not shown, nor are those from which they could be found.',
  howCounted: 'How it is counted',
  downloadPage: 'Download all data',
  tableCsv: 'Numbers of this page (CSV)',
  tableJson: 'Numbers of this page (JSON)',
  byWhat: 'Look at',
  tableOf: {
    regions: 'Place by place',
    leaders: 'Ministries',
    topics: 'Topics',
    kinds: 'Kinds',
    sources: 'Sources',
    offices: 'Offices',
  },
  /** The posts of a place; those of the country are the ministries. */
  postsOf: 'Posts',
  postOf: 'Post',
  columnOf: {
    regions: 'Place',
    leaders: 'Ministry',
    topics: 'Topic',
    kinds: 'Kind',
    sources: 'Source',
    offices: 'Office',
  },
  partsCaption: (title: string) => `${title}: counts and rates`,
  partsNote: 'Under a rate: how many did / how many were to; each leads to its messages.',
  ratings: (ratings: string) =>
    `${ratings} ratings in all. A message can be rated once for each answer, so there may be fewer messages.`,
  ratingsOn: (ratings: string, messages: string) =>
    `${ratings} ratings on ${messages} messages: a message can be rated once for each answer.`,
  ratingsMany: 'A message can be rated once for each answer, so there may be fewer messages than ratings.',
  tile: (name: string, rate: string, share: string) => `${name}: ${rate.toLowerCase()} ${share}%`,
  rankTitle: (of: string) => `Ranking, with its certainty: ${of.toLowerCase()}`,
  rankNote: (rate: string) =>
    `The upright mark is: ${rate.toLowerCase()}; the line is the range in which it lies with 95% certainty (from 0 to 100%). Ranked by the lower end, from 30 messages up, so that one or two messages bring nobody to the top or the bottom.`,
  rankNone: 'Nobody has 30 yet, so nobody is ranked.',
  rankPlace: 'Rank',
  rankRange: 'Range, %',
  rankGround: 'Ground',
  range: (low: string, high: string) => `${low}% to ${high}%`,
  monthsTitle: 'Published and answered, month by month',
  monthsChart: (months: number, published: string, replied: string) =>
    `Messages published and answered in each of the last ${months} months; in the latest ${published} were published, ${replied} of them are answered`,
  monthsNote: 'By the month of publication: the full line is published, the dashed one is answered by now.',
  monthsHidden:
    'A hatched month has a number that is under 5 or would tell one: the line breaks off there, it is not zero.',
  monthsTable: (from: string, to: string) => `Each month from ${from} to ${to}`,
  keptPrivate: 'Private',
  month: 'Month',
  replied: 'Answered',
  daysTitle: 'How long an answer takes',
  daysChart: 'How many messages were answered within 2, 5, 10, 15 and 30 working days',
  daysNote: (timed: string) =>
    `${timed} answered messages, added up by working days from publication to the first answer, by the calendar of the State Council.`,
  daysTable: 'Added up',
  within: (days: number) => `within ${days} working days`,
  withinShort: (days: number) => `${days} days`,
  took: 'Time',
  share: 'Share',
  count: 'Messages',
  nothing: 'No numbers yet',
  nothingText: 'With the first published message there will be numbers here.',
  allMessages: 'Read these messages',
  allOf: 'All statistics: on time, response, solution, satisfaction, months and days',
};
