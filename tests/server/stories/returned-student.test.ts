import { returnedStudent } from '../../../scripts/stories/returned-student.ts';
import { told } from '../../support/told.ts';

told(returnedStudent);
