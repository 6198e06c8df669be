import { dutyRosters } from '../../../scripts/stories/duty-rosters.ts';
import { told } from '../../support/told.ts';

told(dutyRosters);
