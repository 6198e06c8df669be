import type { Kind, Urgency } from '#domain/message.ts';
import { kinds, urgencies } from '#domain/message.ts';
import { type Mark, marks, type WatchFilter } from '#server/views/desk/supervision/watch-scope.ts';

/** What an address of supervision asks for. */
export interface WatchPlace {
  office: number | undefined;
  filter: WatchFilter;
  mark: Mark | undefined;
  place: string | undefined;
  unit: number | undefined;
  offset: number;
}

/** Reads the address; what it does not know is left out. */
export function watchPlace({ searchParams }: URL): WatchPlace {
  const number = (name: string) => {
    const value = searchParams.get(name) ?? '';
    return /^[1-9]\d{0,14}$/.test(value) ? Number(value) : undefined;
  };
  const topic = number('topic');
  const place = searchParams.get('place') ?? '';
  return {
    office: number('office'),
    filter: {
      topic: topic !== undefined && topic <= 32_767 ? topic : undefined,
      kind: oneOf<Kind>(kinds, searchParams.get('kind')),
      urgency: oneOf<Urgency>(urgencies, searchParams.get('urgency')),
    },
    mark: oneOf<Mark>(marks, searchParams.get('mark')),
    place: /^(own|ministry|\d{6,12})$/.test(place) ? place : undefined,
    unit: number('unit'),
    offset: number('offset') ?? 0,
  };
}

function oneOf<T extends string>(all: readonly T[], value: string | null): T | undefined {
  return all.find((each) => each === value);
}
