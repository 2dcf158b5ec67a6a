// Where clusters lie in a panel: rows of a honeycomb, as large as the panel allows.

const ROW = Math.sqrt(3) / 2; // distance of rows, in distances of neighbours

/**
 * Centres of `count` circles in a rectangle, and their radius: `{radius, centres: [[x, y]]}`.
 * At the upper left `free` pixels are left for words.
 */
export function honeycomb(count, width, height, free) {
  let best = { apart: 0 };
  for (let rows = 1; rows <= count; rows += 1) {
    let columns = Math.ceil(count / rows);
    const apartOf = () => Math.min(width / (columns + (rows > 1 ? 0.5 : 0)), height / ((rows - 1) * ROW + 1));
    while (columns < count && (rows * columns - count + 0.5) * apartOf() < free) columns += 1;
    const apart = apartOf();
    if (apart > best.apart) best = { apart, rows, columns };
  }
  return { radius: best.apart / 2, centres: centres(count, width, height, best) };
}

function centres(count, width, height, { apart, rows, columns }) {
  const across = columns > 1 ? (width - apart) / (columns - (rows > 1 ? 0.5 : 1)) : 0;
  const down = rows > 1 ? (height - apart) / (rows - 1) : 0;
  // Cells left over are the first ones, where the month stands.
  const empty = rows * columns - count;
  return Array.from({ length: count }, (_, place) => {
    const row = Math.floor((place + empty) / columns);
    const column = (place + empty) % columns;
    return [apart / 2 + (column + (row % 2 ? 0 : 0.5) * (rows > 1)) * across, apart / 2 + row * down];
  });
}
