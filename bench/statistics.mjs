// Medians and quartiles, by linear interpolation.
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const low = Math.floor(place);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
}

export const median = (values) => quantile(values, 0.5);

// Ratios of pairs: the noise of the machine affects both of a pair.
export function ratios(panel, reference) {
  return panel.map((value, i) => value / reference[i]).filter(Number.isFinite);
}
