/**
 * Numbers, dates and lists as the items print them (users-and-standards.md 4.3: dd-Mmm-yyyy, mm with a decimal where there is one).
 */
import type { DateInterval, Micrometres, Organ } from '../../response/index.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** '04-May-2026' for a day, 'May-2026' for a month, '2026' for a year. */
export function dateInWords({ from, to }: DateInterval): string {
  const year = from.slice(0, 4);
  const month = months[Number(from.slice(5, 7)) - 1] ?? '';
  if (from === to) return `${from.slice(8, 10)}-${month}-${year}`;
  return from.slice(0, 7) === to.slice(0, 7) ? `${month}-${year}` : year;
}

/** `numerator / denominator` rounded half away from zero; whole numbers only. */
function rounded(numerator: number, denominator: number): number {
  const size = Math.abs(numerator);
  const whole = Math.floor(size / denominator);
  const up = 2 * (size - whole * denominator) >= denominator ? whole + 1 : whole;
  return numerator < 0 ? -up : up;
}

const withTenths = (tenths: number): string =>
  `${tenths < 0 ? '-' : ''}${Math.floor(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10}`;

/** A length in mm: 9800 -> '9.8', 18000 -> '18'. */
export const millimetresInWords = (size: Micrometres): string => withTenths(rounded(size, 100)).replace(/\.0$/, '');

/** The change in mm with its sign: '+8 mm'. */
export const growthInWords = (from: Micrometres, to: Micrometres): string =>
  `${to > from ? '+' : ''}${millimetresInWords(to - from)} mm`;

/** The change in percent with its sign, '+44.4 %'; a change from 0 mm has no percentage. */
export function percentInWords(from: Micrometres, to: Micrometres): string {
  if (from === 0) return 'from 0 mm';
  const tenths = rounded((to - from) * 1000, from);
  return `${tenths > 0 ? '+' : ''}${withTenths(tenths)} %`;
}

/** 'a', 'a and b', 'a, b and c'. */
export function listInWords(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const organWords: Readonly<Record<Organ, string>> = {
  'primary-site': 'primary site',
  'lymph-node': 'lymph node',
  lung: 'lung lesion',
  liver: 'liver lesion',
  bone: 'bone lesion',
  brain: 'brain lesion',
  adrenal: 'adrenal lesion',
  pleura: 'pleural lesion',
  mediastinum: 'mediastinal lesion',
  skin: 'skin lesion',
  'soft-tissue': 'soft tissue lesion',
  kidney: 'kidney lesion',
  spleen: 'spleen lesion',
  pancreas: 'pancreas lesion',
  bladder: 'bladder lesion',
  breast: 'breast lesion',
  peritoneum: 'peritoneal lesion',
  chest: 'chest lesion',
  'abdominal-cavity': 'abdominal lesion',
  body: 'lesion of the body',
  other: 'lesion',
};

/** A lesion by the sender's words for its site and its label: 'left neck node (N)', 'lung lesion (L1)'; 'lesion X' where no site was sent. */
export function lesionInWords(label: string, site: string | null, organ: Organ | null): string {
  const place = site ?? (organ === null ? null : organWords[organ]);
  if (place === null) return `lesion ${label}`;
  return place === label ? label : `${place} (${label})`;
}
