import { stands } from '../../../domain/decide.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsTo } from '../../../domain/relations.ts';
import { type StepName, steps } from '../../../domain/steps/table.ts';
import { sightOf } from '../../../domain/visibility.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { Db } from '../../store/db.ts';
import { originalOf } from '../../store/original.ts';
import { type LoadedMessage, loadMessage } from '../message-facts.ts';
import { type ProposedOffice, proposeOffices } from './propose-offices.ts';
import { type TransferStep, transferSteps } from './transfers.ts';

/** A message that an office gave back: how it went from office to office, and who could answer it. */
export interface ReturnedCase {
  transfers: TransferStep[];
  proposed: ProposedOffice[];
}

/** What a reviewer may do with a message beside the verdict. */
export interface ReviewWays {
  fastTrack: boolean;
  /** Null where nothing has to be handed on. */
  returned: ReturnedCase | null;
}

/** The ways that are open to this reviewer now: by the table of steps and the relations alone. */
export async function reviewWays(db: Db, code: string, actor: Actor): Promise<ReviewWays> {
  const message = await loadMessage(db, code);
  if (!message || actor.kind !== 'staff') return { fastTrack: false, returned: null };
  const { matter } = message;
  const relations = relationsTo(actor, matter);
  const may = (step: StepName) =>
    relations.has('reviewer') && allows(steps[step].act, relations) && stands(matter, steps[step]);
  const back =
    matter.nextStep === 'transfer' && matter.holderId === matter.deskId && sightOf(actor, matter).original;
  return {
    fastTrack: may('fast-track') && !matter.fastTrack,
    returned: back && may('transfer-on') ? await returnedCase(db, message, `staff:${actor.staffId}`) : null,
  };
}

async function returnedCase(db: Db, { matter, facts, id }: LoadedMessage, reader: string) {
  const [transfers, text] = await Promise.all([transferSteps(db, id, reader), originalOf(reader, id)]);
  const proposed = await proposeOffices(db, {
    ...{ matter, transfers, topicId: facts.topic.id },
    text: `${text.title}\n${text.body}\n${text.place}`,
  });
  return { transfers, proposed };
}
