import type { EvaluatorClassification } from '../../../src/core/response/index.js';

const size = { width: 520, height: 110 } as const;

/** Curves of all measured lesions, each with its name at its end: as large and as rich in texts as a letter's chart may be. */
export function chartOf({ lesions, timepoints }: EvaluatorClassification): string {
  const highest = Math.max(1, ...lesions.flatMap(({ points }) => points.map((point) => point.size ?? 0)));
  const x = (index: number): number => 30 + (index * (size.width - 110)) / Math.max(1, timepoints.length - 1);
  const y = (micrometres: number): number => size.height - 18 - (micrometres * (size.height - 30)) / highest;
  const curves = lesions.map(({ lesion, points }) => {
    const measured = points.flatMap((point, index) =>
      point.size === null ? [] : [`${x(index).toFixed(1)},${y(point.size).toFixed(1)}`],
    );
    const [lastX = '30', lastY = '20'] = measured.at(-1)?.split(',') ?? [];
    return `<polyline points="${measured.join(' ')}" fill="none" stroke="#1f4e6b" stroke-width="1.4"/><text x="${Number(lastX) + 5}" y="${Number(lastY) + 3}">${lesion.replace(/[<&]/g, '')}</text>`;
  });
  const scans = timepoints.map(
    ({ label }, index) => `<text x="${x(index)}" y="${size.height - 4}">${label.replace(/[<&]/g, '')}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="Source Sans 3" font-size="9"><line x1="28" x2="${size.width - 80}" y1="${size.height - 18}" y2="${size.height - 18}" stroke="#4a5560"/>${curves.join('')}${scans.join('')}</svg>`;
}
