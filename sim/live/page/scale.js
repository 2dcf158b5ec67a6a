// Scales of the charts: round ticks, and values as paths of SVG.

/** Round ticks from 0 to at least `most`, about `wanted` of them. */
export function ticks(most, wanted = 4) {
  const rough = Math.max(most, 1e-6) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factors = power >= 10 ? [1, 2, 2.5, 5, 10] : [1, 2, 5, 10]; // whole numbers stay whole
  const step = power * factors.find((factor) => factor * power >= rough * 0.999);
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, place) => Number((place * step).toPrecision(6)));
}

/** A curve of values from a month on; gaps where a value is null. */
export function curvePath(values, from, x, y) {
  let path = "";
  let open = false;
  values.forEach((value, place) => {
    if (value === null || value === undefined) {
      open = false;
      return;
    }
    path += `${open ? "L" : "M"}${tenth(x(from + place))} ${tenth(y(value))}`;
    open = true;
  });
  return path;
}

/** The area between two curves. */
export function areaPath({ from, low, high }, x, y) {
  const known = high.map((value, place) => [place, low[place], value]).filter(([, , value]) => value !== null);
  if (known.length < 2) return "";
  const point = (place, value) => `${tenth(x(from + place))} ${tenth(y(value))}`;
  const above = known.map(([place, , value]) => point(place, value));
  const below = known.map(([place, value]) => point(place, value)).reverse();
  return `M${above.join("L")}L${below.join("L")}Z`;
}

/** The two curves that an area lies between. */
export function edgesPath({ from, low, high }, x, y) {
  return curvePath(low, from, x, y) + curvePath(high, from, x, y);
}

const tenth = (value) => Math.round(10 * value) / 10;
