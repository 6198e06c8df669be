import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import type { PushSender } from '../outside/push/push-sender.ts';
import type { SmsSender } from '../outside/sms/sms-sender.ts';
import { countRetention } from '../life/retention/count-retention.ts';
import { remindLateUnits } from '../life/bulletins/remind-units.ts';
import { deliver, deliverPayload } from './deliver.ts';
import { deliverCode, deliverCodePayload } from './deliver-code.ts';
import { buildExport, buildExportPayload, type ReadPicture } from './export/build-export.ts';
import { drawUpDigests, tellDigests, tellDigestsPayload } from './follows/tell-digests.ts';
import { tellFollowers, tellFollowersPayload } from './follows/tell-followers.ts';
import { followChange, followChangePayload } from './follow-change.ts';
import { followSuccession } from './follow-succession.ts';
import { lookAhead } from './look-ahead.ts';
import { buildOpenData, type OpenFiles } from './open-data/build-open-data.ts';
import { notify, notifyPayload } from './notify.ts';
import { planVisit, planVisitPayload } from './plan-visit.ts';
import { push, pushPayload } from './pushing/push.ts';
import { tellDevices, tellDevicesPayload } from './pushing/tell-devices.ts';
import { task } from './queue/task.ts';
import { reportUpward, reportUpwardPayload } from './report-upward.ts';
import { retain, retainPayload } from './retention/retain.ts';
import { runOut, runOutPayload } from './run-out.ts';
import { screen, screenPayload } from './screen.ts';
import { shedOriginal, shedOriginalPayload } from './shed-original.ts';
import { seal } from './seal.ts';
import { sweep } from './sweep.ts';
import { tellExaminers, tellExaminersPayload } from './tell-examiners.ts';
import { tellOffice, tellOfficePayload } from './tell-office.ts';
import { type FindStaff, takeEffect, takeEffectPayload } from './take-effect.ts';
import { tellOfWayIn, wayInAddedPayload } from './tell-of-way-in.ts';
import { watchClues } from './watch-clues.ts';
import { phoneChangePayload, warnOldPhone } from './warn-old-phone.ts';
import { watchRosters } from './watch-rosters.ts';

/** What the tasks need that is not theirs to fetch. */
export interface Tools {
  now: () => Date;
  sms: SmsSender;
  /** Left out where push is off. */
  sender?: PushSender | null;
  findStaff: FindStaff;
  sweepPictures: (now: Date) => Promise<number>;
  readPicture?: ReadPicture;
  openFiles?: OpenFiles;
}

const nothing = z.unknown();

/** Every task by the name under which a step leaves its job. */
export function tasks({
  now,
  sms,
  sender = null,
  findStaff,
  sweepPictures,
  readPicture = async () => null,
  openFiles,
}: Tools): TaskList {
  return {
    notify: task('notify', notifyPayload, (p) => notify(p, now())),
    'tell-office': task('tell-office', tellOfficePayload, (p) => tellOffice(p, now())),
    'tell-followers': task('tell-followers', tellFollowersPayload, (p) => tellFollowers(p, now())),
    'draw-digests': task('draw-digests', nothing, async () => {
      await drawUpDigests(now());
    }),
    'tell-digests': task('tell-digests', tellDigestsPayload, (p) => tellDigests(p, now())),
    'tell-examiners': task('tell-examiners', tellExaminersPayload, async (p) => {
      await tellExaminers(p, now());
    }),
    deliver: task('deliver', deliverPayload, (p, attempt) => deliver(p, { sms, attempt }, now())),
    'tell-devices': task('tell-devices', tellDevicesPayload, (p) => tellDevices(p, now())),
    push: task('push', pushPayload, (p, attempt) => push(p, { sender, attempt }, now())),
    'deliver-code': task('deliver-code', deliverCodePayload, (p) => deliverCode(p, sms, now())),
    'phone-change': task('phone-change', phoneChangePayload, (p) => warnOldPhone(p, sms, now())),
    'way-in-added': task('way-in-added', wayInAddedPayload, (p) => tellOfWayIn(p, sms, now())),
    'shed-original': task('shed-original', shedOriginalPayload, (p) => shedOriginal(p)),
    screen: task('screen', screenPayload, (p) => screen(p, now())),
    'run-out': task('run-out', runOutPayload, (p) => runOut(p, now())),
    'follow-change': task('follow-change', followChangePayload, (p) => followChange(p, now())),
    'take-effect': task('take-effect', takeEffectPayload, (p) => takeEffect(p, findStaff, now())),
    'plan-visit': task('plan-visit', planVisitPayload, (p) => planVisit(p, now())),
    'report-upward': task('report-upward', reportUpwardPayload, (p) => reportUpward(p, findStaff, now())),
    'remind-units': task('remind-units', nothing, async () => {
      await remindLateUnits(now());
    }),
    'follow-succession': task('follow-succession', nothing, async () => {
      await followSuccession(now());
    }),
    'watch-rosters': task('watch-rosters', nothing, async () => {
      await watchRosters(now());
    }),
    'watch-clues': task('watch-clues', nothing, async () => {
      await watchClues(now());
    }),
    sweep: task('sweep', nothing, () => sweep(sweepPictures, now())),
    retain: task('retain', retainPayload, (p) => retain(p, now())),
    'build-export': task('build-export', buildExportPayload, (p) => buildExport(p, readPicture, now())),
    'count-retention': task('count-retention', nothing, async () => {
      await countRetention(now());
    }),
    'build-open-data': task('build-open-data', nothing, async () => {
      if (openFiles) await buildOpenData(openFiles, now());
    }),
    seal: task('seal', nothing, () => seal(now())),
    'look-ahead': task('look-ahead', nothing, () => lookAhead(now())),
  };
}

const usual = 25;

/** How often a task is tried, the pause growing from seconds to hours; the usual 25 tries last four days. */
export function triesOf(name: string): number {
  // Text messages and pushes for three and a half hours; a code is stale after ten minutes.
  if (name === 'deliver' || name === 'push') return 10;
  return name === 'deliver-code' ? 6 : usual;
}

/** When each of these comes up; the queue reads times as UTC: 9:07 in Shanghai is 1:07. */
export const timetable = [
  '* * * * * seal ?max=3',
  '*/10 * * * * sweep ?max=3',
  // 8:00 in Shanghai; a worker that comes back in the course of the day makes up for it.
  '0 0 * * * draw-digests ?fill=12h&max=3',
  '7 1 * * * look-ahead ?max=3',
  '12 1 * * * remind-units ?max=3',
  '17 * * * * watch-rosters ?max=3',
  '*/5 * * * * watch-clues ?max=3',
  '23 19 * * * count-retention ?max=3',
  '37 18 * * * build-open-data ?max=3',
].join('\n');
