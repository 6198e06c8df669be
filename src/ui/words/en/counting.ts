import type { counting as zh } from '../zh/counting.ts';

/** How the public numbers are counted, in English. */
export const counting: typeof zh = {
  title: 'How the numbers are counted',
  lead: 'Every number on the pages of statistics, places and posts is counted as said here: public messages alone, at the office that answers, the post, the place, the topic, the kind and the source.',
  formulas: 'Formulas',
  formulasTable: 'The formula of each number',
  casesTable: 'What each case counts as',
  name: 'Number',
  formula: 'How',
  note: 'Notes',
  lines: [
    {
      name: 'Published',
      formula: 'Messages made public by review, as long as they are public',
      note: 'By the month of the verdict. What was received and what is kept private is known as a national total alone, with no list behind it.',
    },
    {
      name: 'Waiting, in progress, answered',
      formula: 'Where the published messages stand now',
      note: 'Those that ended without an answer (merged, passed on, ended by a rule) are apart, so the three may be fewer than published.',
    },
    {
      name: 'Reply rate',
      formula: 'Messages with a final answer ÷ published messages',
      note: 'By the month of publication. One that is handled again after its answer still counts as answered.',
    },
    {
      name: 'On-time rate',
      formula: 'First answered by the first date told ÷ (first answered + open past the first date told)',
      note: 'Neither more time nor waiting for the author moves the first date. Thanks, suggestions to ministries and earlier messages have none and are left out, as is what ended without an answer.',
    },
    {
      name: 'Response rate',
      formula: 'First contact in time ÷ (contacted + not contacted and past the limit)',
      note: 'Acceptance, passing on, a question or an answer, whichever comes first; the limit is that of the hand-over. Once returned, the limit begins anew at the next office.',
    },
    {
      name: 'Solution rate',
      formula: 'Authors who say that it is settled ÷ authors who said something after an answer',
      note: 'Who says nothing does not count. A new answer asks anew; the last word counts.',
    },
    {
      name: 'Satisfaction',
      formula: 'Ratings whose mean is above three ÷ all ratings',
      note: 'One rating for each answer, the last one given. A message with two answers may have two, so there may be more ratings than messages.',
    },
    {
      name: 'Time to the answer',
      formula: 'Working days from publication to the first answer; median and ninetieth percentile',
      note: 'By the calendar of the State Council on the day of the answer; a later change moves nothing. Day by day to 30, then 31–60 and more.',
    },
    {
      name: 'Late now',
      formula: 'Messages not answered, past the time told, and not waiting for their author',
      note: 'From the minute at which the time is over; nobody has to press anything.',
    },
    {
      name: 'Adopted',
      formula: 'Public suggestions with an answer and a mark of adoption in force',
      note: 'Two people confirm a mark. Not while it is handled again.',
    },
    {
      name: 'Handled in private',
      formula: 'Messages kept private, by the month of the verdict, as one national number',
      note: 'Not by place, post or topic, and with no list.',
    },
    {
      name: 'Ranking',
      formula: 'By the lower Wilson bound (95%) of the rate, the highest first',
      note: 'From 30 up; equal bounds share a rank. One or two messages bring nobody to the top or the bottom.',
    },
    {
      name: 'Under 5',
      formula:
        'Numbers of 1 to 4 are not shown, nor the next smallest of a table that would tell them; nor a rate whose part or ground is not shown',
      note: 'Lists of messages keep their exact counts: every message in them is public.',
    },
  ],
  cases: 'Special cases',
  kind: 'Case',
  how: 'How it counts',
  special: [
    {
      name: 'Returned',
      how: 'Returned to the review desk it stays one message: it counts at the office that answers for it next, with all it counted before. The limit of the first contact begins anew, the first date told stays.',
    },
    {
      name: 'Merged',
      how: 'Merged into another it ended without an answer: in published, and so in the ground of the reply rate; not in the on-time rate. The other message counts by itself.',
    },
    {
      name: 'Taken down, withdrawn',
      how: 'Out of every public number from that moment, with its answers; it comes back only if it is public again.',
    },
    {
      name: 'Reopened',
      how: 'In progress again; its answer stays an answer, and the on-time rate keeps the first date told.',
    },
    {
      name: 'Earlier messages',
      how: 'Imported ones count in published, standing and answered by the month in which they were written; not in received, response, on time or days.',
    },
    { name: 'Private', how: 'In one national total alone.' },
    { name: 'Rejected, awaiting review', how: 'In received alone.' },
    {
      name: 'Thanks, suggestions to ministries',
      how: 'Published; passed on or collated they ended without an answer.',
    },
    {
      name: 'More time, waiting for the author',
      how: 'The on-time rate keeps the first date told; what waits for its author is not late.',
    },
    { name: 'Moved to another office', how: 'All its counts go along.' },
  ],
  recount:
    'Anybody can count again from the open data: the daily numbers and the messages have what is public of it.',
};
