import type { MessagePage } from '#server/views/message-page.ts';
import { chinaDay, fullDay } from '#ui/dates.ts';
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
  const all = [received, ...stepStations(page, telling), ...aheadOf(page, telling)];
  return all.map((station) => withYear(station, telling));
}

/** A station of another year says which. */
function withYear(station: StationData, { w, now }: Telling): StationData {
  const { at } = station;
  if (!at || chinaDay(at).slice(0, 4) === chinaDay(now).slice(0, 4)) return station;
  return { ...station, dayText: fullDay(at, w.lang) };
}
