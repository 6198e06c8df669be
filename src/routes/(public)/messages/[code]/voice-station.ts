import type { TraceStep } from '#server/views/trace.ts';
import type { Scene, StationData } from './station-data.ts';

/** The station of what the author said again: a follow-up or a rating, with what it set in motion. */
export function voiceStation(step: TraceStep, scene: Scene): StationData[] {
  return step.followUpId === null ? ratingStation(step, scene) : [followUpStation(step, scene)];
}

function followUpStation(step: TraceStep, { page, telling: { w } }: Scene): StationData {
  const followUp = page.voices.followUps.find((f) => f.id === step.followUpId);
  const title = followUp ? w.message.followUp[followUp.type] : w.message.station[step.step as 'follow-up'];
  const text = followUp?.text ?? undefined;
  const awaits = followUp?.state === 'awaiting-review';
  return {
    kind: 'done',
    title,
    at: step.at,
    took: consequence(step, w),
    said: text,
    who: text === undefined ? w.track.wordsNotShown : awaits ? w.message.followUpAwaiting : undefined,
    mini: text === undefined,
  };
}

function ratingStation(step: TraceStep, { page, telling: { w } }: Scene): StationData[] {
  const rating = page.voices.ratings.find((r) => r.id === step.ratingId);
  // Rated anew: the later one counts and is shown.
  if (!rating && step.step === 'rate') return [];
  const answer = w.message.answerNumber(rating?.round ?? 1);
  const settled = step.step === 'settle' ? true : step.step === 'rate' ? rating?.settled : false;
  return [
    {
      kind: 'done',
      title: rating ? w.message.station.rate : w.message.station[step.step as 'settle'],
      at: step.at,
      took: consequence(step, w) ?? (rating && w.track.ratingOf(answer)),
      rating,
      note: settled === true ? w.track.saysSettled : settled === false ? w.track.saysNotSettled : undefined,
      who: rating?.wordsState === 'awaiting-review' ? w.track.ratingWordsAwaiting : undefined,
      mini: !rating,
    },
  ];
}

function consequence(step: TraceStep, w: Scene['telling']['w']): string | undefined {
  if (step.step === 'send-up') return w.track.sentUp;
  return step.step === 'reopen' || step.step === 'ask-again' ? w.track.reopened : undefined;
}
