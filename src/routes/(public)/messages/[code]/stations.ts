import type { MessagePage } from '#server/views/message-page.ts';
import { aheadOf } from './ahead.ts';
import type { StationData, Telling } from './station-data.ts';
import { stepStations } from './step-stations.ts';

/** The whole trace of a message: what was, what runs now, what is still to come or how it ended. */
export function stationsOf(page: MessagePage, telling: Telling): StationData[] {
  const received: StationData = {
    kind: 'done',
    title: telling.w.message.station.received,
    at: page.receivedAt,
    words: { text: page.body, place: page.place, pictures: page.pictures },
  };
  return [received, ...stepStations(page, telling), ...aheadOf(page, telling)];
}
