// Binary frames: the spaces of a month and the charts' values of it; docs/live.md has the layout.

export const FOUNDED = 1;
export const CLOSED = 2;
export const FUNDED = 4;

/** Read a frame of two branches and `series` values for each of them. */
export function readFrame(buffer, series) {
  const [number, month, ofA, ofB] = new Uint32Array(buffer, 0, 4);
  const a = readDots(buffer, 16, ofA);
  const b = readDots(buffer, a.end, ofB);
  const values = new Float32Array(buffer, b.end, 2 * series);
  return {
    number,
    month,
    a,
    b,
    values: { a: known(values.subarray(0, series)), b: known(values.subarray(series)) },
  };
}

function readDots(buffer, start, count) {
  const bytes = start + 4 * count;
  const size = 7 * count;
  return {
    count,
    row: new Uint16Array(buffer, start, count),
    tenants: new Uint16Array(buffer, start + 2 * count, count),
    model: new Uint8Array(buffer, bytes, count),
    cluster: new Uint8Array(buffer, bytes + count, count),
    flags: new Uint8Array(buffer, bytes + 2 * count, count),
    end: start + size + ((4 - (size % 4)) % 4),
  };
}

const known = (values) => Array.from(values, (value) => (Number.isNaN(value) ? null : value));
