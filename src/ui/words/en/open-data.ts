import type { OpenField } from '../../../domain/open-data/open-message.ts';

const meanings: Record<OpenField, string> = {
  code: 'Public number of the message',
  published_at: 'When it was published (UTC)',
  kind: 'Kind',
  topic_id: 'Number of the topic',
  topic: 'Topic',
  region_code: 'Place by GB/T 2260; empty for ministries',
  region: 'Place',
  leader_id: 'Number of the post',
  leader: 'Post that was written to',
  source: 'Where it came in',
  title: 'Public title',
  body: 'Public text, redacted',
  standing: 'waiting, in-progress, answered, or ended without an answer',
  answered_at: 'When the latest final answer was published (UTC)',
  answer_unit: 'Unit that the answer names',
  answer: 'Public text of the latest final answer',
};

/** The public data to be downloaded. */
export const openData = {
  title: 'Open data',
  lead: 'All public messages and final answers, made once a day, a file for each month of publication. What is taken down is gone from the next day on; what is not public is never in them.',
  builtOn: (day: string) =>
    `Made on ${day}. CSV is UTF-8 with a byte order mark, so that Excel opens it; cells that begin with =, +, - or @ are led by an apostrophe. ndjson has one JSON object a line.`,
  files: 'Files',
  file: 'File',
  size: 'Size',
  none: 'No files yet',
  noneText: 'Files are made every night; with the first public message they stand here the day after.',
  fields: 'Fields',
  fieldsCaption: 'Fields of the files',
  field: 'Field',
  type: 'Format',
  meaning: 'Meaning',
  licence: 'Licence',
  licenceText: 'Use, share and build on it freely, and name the source. Messages are their authors’ views.',
  meanings,
};
