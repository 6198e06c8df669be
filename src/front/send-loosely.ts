/** The end of a line between processes, as node:cluster and the process itself have it. */
export interface Line {
  send?(message: object, sent: (error: Error | null) => void): boolean;
}

const mostUnderWay = 50;

/** Sends what may as well be lost: a receiver that has stopped reading gets nothing more until it has read what waits for it. */
export function sendLoosely(line: Line): (message: object) => void {
  let underWay = 0;
  return (message) => {
    if (underWay >= mostUnderWay || !line.send) return;
    underWay += 1;
    line.send(message, () => (underWay -= 1));
  };
}
