import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Next } from 'hono';
import { keepPace } from '../access/rate-limit.ts';
import { now } from '../clock.ts';
import { mountOwnBan } from './account/ban.ts';
import { mountClosing } from './account/closing.ts';
import { mountEnterprises } from './account/enterprise.ts';
import { mountOwnPhone } from './account/phone.ts';
import { mountOwnSessions } from './account/sessions.ts';
import { mountOwnPush } from './account/push.ts';
import { mountOwnWechat } from './account/wechat.ts';
import { mountSmsReplies } from './account/sms-replies.ts';
import { guard } from './answer.ts';
import { mountAcceptance } from './desk/acceptance.ts';
import { mountApproval } from './desk/approval.ts';
import { mountBans } from './desk/bans.ts';
import { mountDossiers } from './desk/dossiers.ts';
import { mountClueKeys } from './desk/clue-keys.ts';
import { mountDeskClues } from './desk/clues.ts';
import { mountConflicts } from './desk/conflicts.ts';
import { mountEndings } from './desk/endings.ts';
import { mountClockPolicies } from './desk/clock-policies.ts';
import { mountExtensions } from './desk/extensions.ts';
import { mountCallSheet } from './desk/call-sheet.ts';
import { mountInstructionSteps } from './desk/instruction-steps.ts';
import { mountInstructions } from './desk/instructions.ts';
import { mountEvents } from './desk/events.ts';
import { mountBulletinSteps } from './desk/bulletin-steps.ts';
import { mountBulletins } from './desk/bulletins.ts';
import { mountLock } from './desk/lock.ts';
import { mountMarks } from './desk/marks.ts';
import { mountMany } from './desk/many.ts';
import { mountDeskMessage } from './desk/message.ts';
import { mountNotes } from './desk/notes.ts';
import { mountOrders } from './desk/orders.ts';
import { mountPauses } from './desk/pauses.ts';
import { mountNotices } from './desk/notices.ts';
import { mountPublication } from './desk/publication.ts';
import { mountQueue } from './desk/queue.ts';
import { mountRejection } from './desk/rejection.ts';
import { mountReveals } from './desk/reveals.ts';
import { mountResults } from './desk/results.ts';
import { mountReplies } from './desk/replies.ts';
import { mountReplyTemplates } from './desk/reply-templates.ts';
import { mountAccessLog } from './desk/access-log.ts';
import { mountSearches } from './desk/searches.ts';
import { mountOwnExport } from './own-export.ts';
import { mountErasure } from './erasure.ts';
import { mountErasures } from './desk/erasures.ts';
import { mountRetention } from './desk/retention.ts';
import { mountSpecialReports } from './desk/special-reports.ts';
import { mountUrges } from './desk/urges.ts';
import { mountSignatureRules } from './desk/signature-rules.ts';
import { mountTakeDowns } from './desk/take-downs.ts';
import { mountTransfers } from './desk/transfers.ts';
import { mountUrgency } from './desk/urgency.ts';
import { mountVisits } from './desk/visits.ts';
import { mountWall } from './desk/wall.ts';
import { mountRoster } from './desk/roster.ts';
import { mountWordsPublication } from './desk/words-publication.ts';
import { mountClues } from './clues.ts';
import { mountDocument } from './document.ts';
import { mountFollowUps } from './follow-ups.ts';
import { mountFollows } from './follows.ts';
import { mountGuidance } from './guidance.ts';
import { mountLeaders } from './leaders.ts';
import { mountMessage } from './message.ts';
import { mountMessages } from './messages.ts';
import { mountSuggestions } from './suggestions.ts';
import { mountMiniProgram } from './mini-program.ts';
import { mountMine } from './mine.ts';
import { addressOf } from './mount.ts';
import { mountPictures } from './pictures.ts';
import { problem } from './problem.ts';
import { mountProblems } from './problems.ts';
import { mountProofs } from './proofs.ts';
import { mountRating } from './rating.ts';
import { mountRegions } from './regions.ts';
import { mountSubmission } from './submission.ts';
import { mountSimilar } from './similar.ts';
import { mountStatistics } from './statistics.ts';
import { mountSupport } from './support.ts';
import { mountTopics } from './topics.ts';
import { mountVerifications } from './verifications.ts';
import { wrongTurn } from './wrong-turn.ts';

const rooms = {
  board: [
    ...[mountRegions, mountLeaders, mountTopics, mountMessages],
    ...[mountSuggestions, mountSimilar, mountGuidance, mountStatistics],
  ],
  citizen: [
    mountProofs,
    mountVerifications,
    mountMiniProgram,
    mountSmsReplies,
    mountSubmission,
    mountMessage,
    mountFollowUps,
    mountRating,
    mountSupport,
    mountFollows,
    mountMine,
    mountErasure,
    mountOwnExport,
    mountClues,
    mountOwnSessions,
    mountOwnWechat,
    mountOwnPush,
    mountOwnPhone,
    mountClosing,
    mountEnterprises,
    mountOwnBan,
  ],
  desk: [
    mountQueue,
    mountDeskMessage,
    mountLock,
    mountPublication,
    mountRejection,
    mountTakeDowns,
    mountBans,
    mountTransfers,
    mountAcceptance,
    mountOrders,
    mountResults,
    mountConflicts,
    mountEndings,
    mountReplies,
    mountReplyTemplates,
    mountNotes,
    mountReveals,
    mountMarks,
    mountSignatureRules,
    mountApproval,
    mountVisits,
    mountPauses,
    mountExtensions,
    mountInstructions,
    mountCallSheet,
    mountInstructionSteps,
    mountUrgency,
    mountClockPolicies,
    mountWordsPublication,
    mountUrges,
    mountDossiers,
    mountWall,
    mountEvents,
    mountMany,
    mountNotices,
    mountRoster,
    mountBulletins,
    mountBulletinSteps,
    mountSpecialReports,
    mountAccessLog,
    mountSearches,
    mountRetention,
    mountErasures,
    mountDeskClues,
    mountClueKeys,
  ],
  about: [mountDocument, mountProblems],
};

/** The HTTP API: every path below /api/. */
export const api = openApi();

function openApi(): OpenAPIHono {
  const made = new OpenAPIHono();
  made.onError(problem);
  for (const room of Object.values(rooms)) for (const mount of room) mount(made);
  made.use('/api/v1/pictures', guardPictures);
  mountPictures(made);
  made.notFound(wrongTurn(made));
  return made;
}

// Pictures stream in past the JSON door, so what that does for the others is done here.
async function guardPictures(c: Context, next: Next): Promise<void> {
  if (c.req.method === 'POST') keepPace('picture', addressOf(c), now());
  await next();
  for (const [name, value] of Object.entries(guard)) c.res.headers.set(name, value);
  if (c.res.status === 201) c.res.headers.set('cache-control', 'private, no-store');
}
