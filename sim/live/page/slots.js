// Where each space stands: a place of its own in the sunflower of its cluster, kept while it lives.

const TURN = Math.PI * (3 - Math.sqrt(5));
const NONE = -1;

/** Places of the spaces of one branch, by row; both branches fill them in the same order. */
export class Slots {
  constructor(clusters) {
    this.taken = Array.from({ length: clusters }, () => []); // by cluster and slot: a row or NONE
    this.of = new Map(); // slot by row
  }

  /** Give places to the spaces of a month, and take back those of spaces that are gone. */
  settle(dots) {
    const here = new Set(dots.row);
    for (const places of this.taken)
      places.forEach((row, slot) => {
        if (row !== NONE && !here.has(row)) {
          places[slot] = NONE;
          this.of.delete(row);
        }
      });
    for (let i = 0; i < dots.count; i += 1) this.settleOne(dots.row[i], this.taken[dots.cluster[i]]);
  }

  settleOne(row, places) {
    if (this.of.has(row)) return;
    const free = places.indexOf(NONE);
    const slot = free < 0 ? places.length : free;
    places[slot] = row;
    this.of.set(row, slot);
  }

  /** Most slots that any cluster has needed. */
  get most() {
    return Math.max(...this.taken.map((places) => places.length), 30);
  }
}

/** Offset of a slot from the centre of its cluster, in distances between neighbours. */
export function offset(slot) {
  const radius = Math.sqrt(slot + 0.5) * 0.62;
  return [radius * Math.cos(slot * TURN), radius * Math.sin(slot * TURN)];
}
