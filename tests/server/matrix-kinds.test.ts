import { describeStages } from '../support/matrix/describe-stages.ts';
import { stageFiles } from '../support/matrix/stage-files.ts';

describeStages(stageFiles.kinds);
