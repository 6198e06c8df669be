import { petitionOfficeStory } from '../../../scripts/stories/petition-office.ts';
import { told } from '../../support/told.ts';

told(petitionOfficeStory);
