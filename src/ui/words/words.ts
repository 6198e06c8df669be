import { about as aboutEn } from './en/about.ts';
import { about as aboutZh } from './zh/about.ts';
import { bans as bansEn } from './en/bans.ts';
import { bans as bansZh } from './zh/bans.ts';
import { clues as cluesEn } from './en/clues.ts';
import { clues as cluesZh } from './zh/clues.ts';
import { clueDesk as clueDeskEn } from './en/clue-desk.ts';
import { clueDesk as clueDeskZh } from './zh/clue-desk.ts';
import { counting as countingEn } from './en/counting.ts';
import { counting as countingZh } from './zh/counting.ts';
import { desk as deskEn } from './en/desk.ts';
import { desk as deskZh } from './zh/desk.ts';
import { entry as entryEn } from './en/entry.ts';
import { entry as entryZh } from './zh/entry.ts';
import { identity as identityEn } from './en/identity.ts';
import { identity as identityZh } from './zh/identity.ts';
import { enterprise as enterpriseEn } from './en/enterprise.ts';
import { enterprise as enterpriseZh } from './zh/enterprise.ts';
import { errors as errorsEn } from './en/errors.ts';
import { errors as errorsZh } from './zh/errors.ts';
import { finding as findingEn } from './en/finding.ts';
import { finding as findingZh } from './zh/finding.ts';
import { handDown as handDownEn } from './en/hand-down.ts';
import { handDown as handDownZh } from './zh/hand-down.ts';
import { many as manyEn } from './en/many.ts';
import { many as manyZh } from './zh/many.ts';
import { live as liveEn } from './en/live.ts';
import { live as liveZh } from './zh/live.ts';
import { instructing as instructingEn } from './en/instructing.ts';
import { instructing as instructingZh } from './zh/instructing.ts';
import { visiting as visitingEn } from './en/visiting.ts';
import { visiting as visitingZh } from './zh/visiting.ts';
import { lists as listsEn } from './en/lists.ts';
import { lists as listsZh } from './zh/lists.ts';
import { marks as marksEn } from './en/marks.ts';
import { marks as marksZh } from './zh/marks.ts';
import { message as messageEn } from './en/message.ts';
import { message as messageZh } from './zh/message.ts';
import { offline as offlineEn } from './en/offline.ts';
import { offline as offlineZh } from './zh/offline.ts';
import { push as pushEn } from './en/push.ts';
import { push as pushZh } from './zh/push.ts';
import { mine as mineEn } from './en/mine.ts';
import { mine as mineZh } from './zh/mine.ts';
import { reasons as reasonsEn } from './en/reasons.ts';
import { reasons as reasonsZh } from './zh/reasons.ts';
import { personal as personalEn } from './en/personal.ts';
import { personal as personalZh } from './zh/personal.ts';
import { proof as proofEn } from './en/proof.ts';
import { proof as proofZh } from './zh/proof.ts';
import { replies as repliesEn } from './en/replies.ts';
import { replies as repliesZh } from './zh/replies.ts';
import { returned as returnedEn } from './en/returned.ts';
import { returned as returnedZh } from './zh/returned.ts';
import { takeDown as takeDownEn } from './en/take-down.ts';
import { takeDown as takeDownZh } from './zh/take-down.ts';
import { shell as shellEn } from './en/shell.ts';
import { shell as shellZh } from './zh/shell.ts';
import { spans as spansEn } from './en/spans.ts';
import { spans as spansZh } from './zh/spans.ts';
import { waiting as waitingEn } from './en/waiting.ts';
import { waiting as waitingZh } from './zh/waiting.ts';
import { ways as waysEn } from './en/ways.ts';
import { ways as waysZh } from './zh/ways.ts';
import { write as writeEn } from './en/write.ts';
import { write as writeZh } from './zh/write.ts';
import { account as accountEn } from './en/account.ts';
import { account as accountZh } from './zh/account.ts';
import { duty as dutyEn } from './en/duty.ts';
import { duty as dutyZh } from './zh/duty.ts';
import { bulletins as bulletinsEn } from './en/bulletins.ts';
import { bulletins as bulletinsZh } from './zh/bulletins.ts';
import { roster as rosterEn } from './en/roster.ts';
import { roster as rosterZh } from './zh/roster.ts';
import { joining as joiningEn } from './en/joining.ts';
import { joining as joiningZh } from './zh/joining.ts';
import { places as placesEn } from './en/places.ts';
import { places as placesZh } from './zh/places.ts';
import { standIns as standInsEn } from './en/stand-ins.ts';
import { standIns as standInsZh } from './zh/stand-ins.ts';
import { supervision as supervisionEn } from './en/supervision.ts';
import { supervision as supervisionZh } from './zh/supervision.ts';
import { auditing as auditingEn } from './en/auditing.ts';
import { auditing as auditingZh } from './zh/auditing.ts';
import { searching as searchingEn } from './en/searching.ts';
import { searching as searchingZh } from './zh/searching.ts';
import { retention as retentionEn } from './en/retention.ts';
import { retention as retentionZh } from './zh/retention.ts';
import { myData as myDataEn } from './en/my-data.ts';
import { myData as myDataZh } from './zh/my-data.ts';
import { openData as openDataEn } from './en/open-data.ts';
import { openData as openDataZh } from './zh/open-data.ts';
import { statistics as statisticsEn } from './en/statistics.ts';
import { statistics as statisticsZh } from './zh/statistics.ts';
import { passing as passingEn } from './en/passing.ts';
import { passing as passingZh } from './zh/passing.ts';
import { track as trackEn } from './en/track.ts';
import { track as trackZh } from './zh/track.ts';

/** The languages that the pages speak; Chinese first. */
export type Lang = 'zh' | 'en';

const zh = {
  lang: 'zh' as Lang,
  shell: shellZh,
  marks: marksZh,
  message: messageZh,
  reasons: reasonsZh,
  personal: personalZh,
  proof: proofZh,
  replies: repliesZh,
  lists: listsZh,
  waiting: waitingZh,
  ways: waysZh,
  write: writeZh,
  mine: mineZh,
  offline: offlineZh,
  push: pushZh,
  counting: countingZh,
  desk: deskZh,
  handDown: handDownZh,
  returned: returnedZh,
  takeDown: takeDownZh,
  bans: bansZh,
  instructing: instructingZh,
  visiting: visitingZh,
  entry: entryZh,
  errors: errorsZh,
  finding: findingZh,
  about: aboutZh,
  spans: spansZh,
  account: accountZh,
  identity: identityZh,
  enterprise: enterpriseZh,
  joining: joiningZh,
  places: placesZh,
  statistics: statisticsZh,
  openData: openDataZh,
  track: trackZh,
  passing: passingZh,
  supervision: supervisionZh,
  live: liveZh,
  many: manyZh,
  duty: dutyZh,
  roster: rosterZh,
  standIns: standInsZh,
  bulletins: bulletinsZh,
  auditing: auditingZh,
  searching: searchingZh,
  retention: retentionZh,
  myData: myDataZh,
  clues: cluesZh,
  clueDesk: clueDeskZh,
};

/** All words of one language, a table per room. */
export type Words = typeof zh;

const en: Words = {
  lang: 'en',
  shell: shellEn,
  marks: marksEn,
  message: messageEn,
  reasons: reasonsEn,
  personal: personalEn,
  proof: proofEn,
  replies: repliesEn,
  lists: listsEn,
  waiting: waitingEn,
  ways: waysEn,
  write: writeEn,
  mine: mineEn,
  offline: offlineEn,
  push: pushEn,
  counting: countingEn,
  desk: deskEn,
  handDown: handDownEn,
  returned: returnedEn,
  takeDown: takeDownEn,
  bans: bansEn,
  instructing: instructingEn,
  visiting: visitingEn,
  entry: entryEn,
  errors: errorsEn,
  finding: findingEn,
  about: aboutEn,
  spans: spansEn,
  account: accountEn,
  identity: identityEn,
  enterprise: enterpriseEn,
  joining: joiningEn,
  places: placesEn,
  statistics: statisticsEn,
  openData: openDataEn,
  track: trackEn,
  passing: passingEn,
  supervision: supervisionEn,
  live: liveEn,
  many: manyEn,
  duty: dutyEn,
  roster: rosterEn,
  standIns: standInsEn,
  bulletins: bulletinsEn,
  auditing: auditingEn,
  searching: searchingEn,
  retention: retentionEn,
  myData: myDataEn,
  clues: cluesEn,
  clueDesk: clueDeskEn,
};

/** Hands out the words of one language: `words('zh').message.state.waiting`. */
export function words(lang: Lang): Words {
  return lang === 'en' ? en : zh;
}
