// Draws the extension's icons: two nodes and the edge between them. Chromium does not accept SVG here, and the
// repository has no binaries, so the build draws the PNGs.
import { deflateSync } from 'node:zlib';

const SAMPLES = 4;

/** Signed distance from a point to a segment, in the unit square. */
function toSegment(x, y, [ax, ay], [bx, by]) {
  const t = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}

const LEFT = [0.24, 0.3];
const RIGHT = [0.76, 0.7];

/** Colour of a point: [red, green, blue] or null outside the drawing. */
function colourAt(x, y, palette) {
  if (Math.hypot(x - LEFT[0], y - LEFT[1]) < 0.2) return palette.from;
  if (Math.hypot(x - RIGHT[0], y - RIGHT[1]) < 0.2) return palette.to;
  return toSegment(x, y, LEFT, RIGHT) < 0.055 ? palette.edge : null;
}

const PALETTES = {
  icon: { from: [234, 88, 12], to: [37, 99, 235], edge: [90, 105, 130] },
  idle: { from: [150, 158, 170], to: [150, 158, 170], edge: [150, 158, 170] },
};

/** @returns {Buffer} a PNG of `size` x `size` pixels */
export function drawIcon(size, name) {
  const rows = [];
  for (let py = 0; py < size; py++) {
    const row = Buffer.alloc(1 + size * 4);
    for (let px = 0; px < size; px++) {
      const sum = [0, 0, 0];
      let hits = 0;
      for (let s = 0; s < SAMPLES * SAMPLES; s++) {
        const x = (px + ((s % SAMPLES) + 0.5) / SAMPLES) / size;
        const y = (py + (Math.floor(s / SAMPLES) + 0.5) / SAMPLES) / size;
        const colour = colourAt(x, y, PALETTES[name]);
        if (colour === null) continue;
        hits++;
        colour.forEach((value, i) => (sum[i] += value));
      }
      const at = 1 + px * 4;
      for (let i = 0; i < 3; i++) row[at + i] = hits === 0 ? 0 : Math.round(sum[i] / hits);
      row[at + 3] = Math.round((255 * hits) / (SAMPLES * SAMPLES));
    }
    rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
