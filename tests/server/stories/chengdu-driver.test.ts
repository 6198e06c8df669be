import { chengduDriver } from '../../../scripts/stories/chengdu-driver.ts';
import { told } from '../../support/told.ts';

told(chengduDriver);
