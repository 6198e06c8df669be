const startOfScan = 0xda;
const endOfImage = 0xd9;

/** In how many passes a jpeg draws its picture: read from its markers, decoding nothing. */
export function countJpegScans(jpeg: Buffer): number {
  let scans = 0;
  let at = 2;
  while (at + 4 <= jpeg.length) {
    if (jpeg[at] !== 0xff) {
      at = nextMarker(jpeg, at);
      continue;
    }
    const marker = jpeg[at + 1] ?? 0;
    if (marker === endOfImage) break;
    // Fill bytes, restarts and other markers that stand alone carry no length.
    if (marker === 0xff) at += 1;
    else if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else {
      if (marker === startOfScan) scans++;
      at += 2 + jpeg.readUInt16BE(at + 2);
    }
  }
  return scans;
}

/** Coded data run until an 0xff that is followed by a marker's byte. */
function nextMarker(jpeg: Buffer, from: number): number {
  for (let at = jpeg.indexOf(0xff, from); at !== -1; at = jpeg.indexOf(0xff, at + 1)) {
    if (jpeg[at + 1] !== 0x00) return at;
  }
  return jpeg.length;
}
