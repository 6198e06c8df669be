import type { MessagePage } from '#server/views/message-page.ts';
import type { ShownReply } from '#server/views/message-voices.ts';
import type { TraceStep } from '#server/views/trace.ts';
import { dueText } from '#ui/due-dates.ts';
import { spanText } from '#ui/spans.ts';
import { endingSteps } from './ahead.ts';
import { answerTook } from './answer-took.ts';
import type { Scene, StationData, Telling } from './station-data.ts';
import { voiceStation } from './voice-station.ts';

/** The stations of what has happened since the message was received, by time. */
export function stepStations(page: MessagePage, telling: Telling): StationData[] {
  const steps = page.trace.filter((step) => step.step !== 'submit');
  const told = steps.flatMap((step, index) => {
    const before = steps.slice(0, index).toReversed();
    return stationsFor(step, { page, telling, before });
  });
  // An earlier message's answer is older than the step that brought it here.
  return told.toSorted((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0));
}

function stationsFor(step: TraceStep, scene: Scene): StationData[] {
  const { page, telling } = scene;
  const reply = step.replyId === null ? undefined : page.voices.replies.find((r) => r.id === step.replyId);
  if (step.step === 'correct-reply') return [plainStation(step, scene)];
  if (reply && step.step === 'import')
    return [answerStation(reply, { page, telling, office: '' }), plainStation(step, scene)];
  if (reply) return [answerStation(reply, { page, telling, office: step.office })];
  if (step.followUpId !== null || step.ratingId !== null) return voiceStation(step, scene);
  if (step.step === 'publish' || step.step === 'keep-private') return reviewStations(step, scene);
  if (step.instruction) return [instructionStation(step, step.instruction, scene)];
  return [plainStation(step, scene)];
}

function plainStation(step: TraceStep, scene: Scene): StationData {
  const { page, telling } = scene;
  const { station } = telling.w.message;
  const isEnd = page.state.handling === 'closed' && endingSteps.has(step.step);
  return {
    kind: isEnd ? 'ended' : 'done',
    title: station[step.step as keyof typeof station] ?? station.imported,
    at: step.at,
    took: tookSince(step, scene),
    who: noteOf(step, scene),
    said: step.reason ?? undefined,
    mini: !isEnd && step.reason === null,
  };
}

function instructionStation(
  step: TraceStep,
  { post, words }: NonNullable<TraceStep['instruction']>,
  { telling: { w } }: Scene,
): StationData {
  return {
    kind: 'done',
    title: w.track.instructedBy(post),
    at: step.at,
    who: words === null ? w.track.instructionKept : undefined,
    said: words ?? undefined,
    mini: words === null,
  };
}

function noteOf(step: TraceStep, { page, telling: { w, now } }: Scene): string | undefined {
  const until = step.until === null ? undefined : dueText(step.until, w.lang, now);
  const notes: Record<string, string> = {
    accept: w.track.acceptedBy(step.office),
    'pass-on': w.track.passedOnBy(step.office),
    acknowledge: w.track.acknowledgedBy(step.office),
    collate: w.track.collatedBy(step.office),
    import: w.track.importedNote,
    'correct-reply': w.replies.correctedNote(step.office),
    close: w.message.closed.lapsed,
    lapse: w.message.closed.rejected,
    ...(until !== undefined && {
      pause: w.waiting.publicWaits(until),
      'grant-extension': w.waiting.publicExtended(until),
    }),
    ...chainNotes(step, w),
  };
  const rejected = step.step === 'reject' ? step.code : null;
  if (rejected !== null && isReason(rejected, w.reasons)) return w.reasons[rejected].name;
  return step.step === 'withdraw' && page.closedReason === 'withdrawn'
    ? w.message.closed.withdrawn
    : notes[step.step];
}

// Where it went, or who gave it back; the words of the offices stay inside.
function chainNotes({ unit }: TraceStep, w: Telling['w']): Record<string, string> {
  if (unit === null) return { merge: w.handDown.publicMerged };
  const { publicAssigned, publicReturned, publicMoved, publicRuled, publicJoint } = w.handDown;
  return {
    assign: publicAssigned(unit),
    'rule-order': publicRuled(unit),
    'rule-transfer': publicRuled(unit),
    'accept-order': w.handDown.publicAccepted(unit),
    'return-order': publicReturned(unit),
    'refer-order': publicReturned(unit),
    'return-transfer': publicReturned(unit),
    'refer-transfer': publicReturned(unit),
    report: w.handDown.publicReported(unit),
    'call-in': publicJoint(unit),
    'transfer-on': publicMoved(unit),
    'fall-back': publicMoved(unit),
    succeed: publicMoved(unit),
    'succeed-afresh': publicMoved(unit),
    reroute: publicMoved(unit),
    'reroute-waiting': publicMoved(unit),
  };
}

function isReason<T extends object>(code: string, reasons: T): code is string & keyof T {
  return Object.hasOwn(reasons, code);
}

// From which earlier step a step's own time is counted.
const since: Record<string, readonly string[]> = {
  accept: ['publish', 'keep-private'],
  acknowledge: ['publish', 'keep-private'],
  'pass-on': ['publish', 'keep-private'],
  mend: ['reject'],
  reject: ['mend'],
};

function tookSince(step: TraceStep, { page, telling: { w }, before }: Scene): string | undefined {
  const from = since[step.step];
  if (!from) return undefined;
  const start =
    before.find((earlier) => from.includes(earlier.step))?.at ??
    (step.step === 'reject' ? page.receivedAt : undefined);
  return start && w.message.took(spanText(step.at.getTime() - start.getTime(), w));
}

function reviewStations(step: TraceStep, { page, telling: { w }, before }: Scene): StationData[] {
  const start = before.find((earlier) => earlier.step === 'mend')?.at ?? page.receivedAt;
  const shown = step.step === 'publish';
  return [
    {
      kind: 'done',
      title: shown ? w.message.station.publish : w.message.station['keep-private'],
      at: step.at,
      took: w.message.took(spanText(step.at.getTime() - start.getTime(), w)),
      who: shown ? w.track.reviewed : w.track.keptPrivate,
      mini: true,
    },
    {
      kind: 'done',
      title: w.track.transferredTo(step.office),
      at: step.at,
      who: transferNote(page, w),
      mini: true,
    },
  ];
}

function transferNote({ urgency, kind, region }: MessagePage, w: Telling['w']): string {
  if (region === null) return w.track.transferred.ministry;
  if (kind === 'thanks') return w.track.transferred.thanks;
  return urgency === 'emergency' ? w.track.transferred.emergency : w.track.transferred.usual;
}

function answerStation(
  reply: ShownReply,
  of: { page: MessagePage; telling: Telling; office: string },
): StationData {
  const { page, telling } = of;
  const { w } = telling;
  const finals = page.voices.replies.filter((r) => r.type === 'final');
  const isFinal = reply.type === 'final';
  const title = isFinal ? w.message.answerNumber(finals.indexOf(reply) + 1) : w.message.interim;
  const by = of.office === '' ? '' : w.track.signedBy(of.office);
  return {
    kind: isFinal ? 'said' : 'done',
    title,
    at: reply.at,
    took: isFinal ? answerTook(reply, page, telling) : undefined,
    reply: {
      ...reply,
      label: isFinal ? `${w.message.officialAnswer}：${title}` : w.message.interim,
      by: isFinal ? by : '',
    },
  };
}
