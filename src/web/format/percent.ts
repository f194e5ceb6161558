/**
 * A share of 0 to 1 in whole percent, and never a certainty that it is not: 0.999 -> '> 99', 0.001 -> '< 1'.
 */
export function percentShown(share: number): string {
  if (share > 0.99 && share < 1) return '> 99';
  if (share > 0 && share < 0.01) return '< 1';
  return String(Math.round(share * 100));
}
