import { lockedWorker } from '../../../scripts/stories/locked-worker.ts';
import { told } from '../../support/told.ts';

told(lockedWorker);
