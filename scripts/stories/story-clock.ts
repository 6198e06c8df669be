import { mock } from 'node:test';

/** The clock of a story: it stands still until the story goes on, for everybody in this process alike. */
export class StoryClock {
  constructor(begins: string) {
    mock.timers.enable({ apis: ['Date'], now: shanghai(begins) });
  }

  /** Goes to a day and hour in Shanghai, as in “2020-01-27 09:20”. */
  goTo(moment: string): void {
    mock.timers.setTime(shanghai(moment).getTime());
  }

  now(): Date {
    return new Date();
  }

  /** Gives this process the true time back. */
  stop(): void {
    mock.timers.reset();
  }
}

/** A moment as people in China write it. */
export function shanghai(moment: string): Date {
  return new Date(`${moment.replace(' ', 'T')}:00+08:00`);
}
