const colors = ['#1f6feb', '#c2410c'];
const panel = { width: 330, height: 250, left: 70, top: 40, gap: 90 };
const size = { width: 2 * (panel.left + panel.width) + 40, height: panel.top + panel.height + 90 };

/** Two panels, time and upstream calls, both axes logarithmic; a dashed line from each first point is linear growth. */
export function plot(unit, series) {
  const panels = [
    { title: 'time until the last answer, milliseconds', measureOf: ({ ms }) => ms },
    { title: 'upstream calls', measureOf: ({ calls }) => calls },
  ];
  const drawn = panels.map(({ title, measureOf }, index) =>
    drawPanel(title, unit, series, measureOf, panel.left + index * (panel.width + panel.gap)),
  );
  const legend = series.map(({ label }, index) => {
    const x = panel.left + index * 260;
    const y = size.height - 22;
    return `<line x1="${x}" y1="${y - 4}" x2="${x + 22}" y2="${y - 4}" stroke="${colors[index]}" stroke-width="2"/>
<text x="${x + 28}" y="${y}">${escaped(label)}</text>`;
  });
  const x = panel.left + series.length * 260;
  const dashed = `<line x1="${x}" y1="${size.height - 26}" x2="${x + 22}" y2="${size.height - 26}" stroke="#6b7280" stroke-dasharray="4 4"/>
<text x="${x + 28}" y="${size.height - 22}">linear growth</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" font-family="sans-serif" font-size="13" fill="#111827">
<title>Growth with ${escaped(unit)}</title>
<rect width="100%" height="100%" fill="#ffffff"/>
${[...drawn, ...legend, dashed].join('\n')}
</svg>
`;
}

function drawPanel(title, unit, series, measureOf, left) {
  const points = series.flatMap((one) => one.points);
  const x = logarithmic(
    points.map(({ count }) => count),
    left,
    left + panel.width,
  );
  const bottom = panel.top + panel.height;
  const y = logarithmic(points.map(measureOf), bottom, panel.top);
  const lines = [`<text x="${left}" y="22" font-weight="bold">${escaped(title)}</text>`];
  for (const tick of x.ticks)
    lines.push(
      `<line x1="${x.at(tick)}" y1="${panel.top}" x2="${x.at(tick)}" y2="${bottom}" stroke="#e5e7eb"/>`,
      `<text x="${x.at(tick)}" y="${bottom + 18}" text-anchor="middle">${tick.toLocaleString('en')}</text>`,
    );
  for (const tick of y.ticks)
    lines.push(
      `<line x1="${left}" y1="${y.at(tick)}" x2="${left + panel.width}" y2="${y.at(tick)}" stroke="#e5e7eb"/>`,
      `<text x="${left - 8}" y="${y.at(tick) + 4}" text-anchor="end">${tick.toLocaleString('en')}</text>`,
    );
  lines.push(
    `<text x="${left + panel.width / 2}" y="${bottom + 38}" text-anchor="middle">${escaped(unit)}</text>`,
  );
  for (const [index, one] of series.entries()) {
    const color = colors[index];
    const path = one.points.map((point) => `${x.at(point.count)},${y.at(measureOf(point))}`).join(' ');
    lines.push(linear(one.points, measureOf, x, y, color));
    lines.push(`<polyline points="${path}" fill="none" stroke="${color}" stroke-width="${5 - 3 * index}"/>`);
    for (const point of one.points)
      lines.push(
        `<circle cx="${x.at(point.count)}" cy="${y.at(measureOf(point))}" r="3.5" fill="${color}"/>`,
      );
  }
  return lines.join('\n');
}

/** From the first point on as far as the panel goes. */
function linear(points, measureOf, x, y, color) {
  const [first] = points;
  const value = measureOf(first);
  const factor = Math.min(points.at(-1).count / first.count, y.most / value);
  return `<line x1="${x.at(first.count)}" y1="${y.at(value)}" x2="${x.at(first.count * factor)}" y2="${y.at(value * factor)}" stroke="${color}" stroke-opacity="0.6" stroke-dasharray="4 4"/>`;
}

/** A logarithmic axis over whole powers of ten. */
function logarithmic(values, from, to) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const at = (value) =>
    Math.round((from + ((Math.log10(value) - low) / (high - low)) * (to - from)) * 10) / 10;
  return {
    at,
    most: 10 ** high,
    ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
  };
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('`', '');
}
