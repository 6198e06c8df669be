import { feedMillBuyer } from '../../../scripts/stories/feed-mill-buyer.ts';
import { told } from '../../support/told.ts';

told(feedMillBuyer);
