/** How a sender writes days and lengths, where that is not as here: as a mapping says, never as a cell seems to say. */

export const dateForms = ['YYYY-MM-DD', 'DD.MM.YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY', 'YYYY/MM/DD'] as const;
export type DateForm = (typeof dateForms)[number];

/** in-cell: every size carries its own unit ('3.0 cm'). */
export const sizeUnits = ['mm', 'cm', 'in-cell'] as const;
export type SizeUnit = (typeof sizeUnits)[number];

const dayFirst = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})(?=$|[T ])/;
const yearFirst = /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?=$|[T ])/;

const twoDigits = (text: string): string => text.padStart(2, '0');

/** A day as YYYY-MM-DD, with what stands behind it; as sent where it is not of the form, so that it is named as unreadable. */
export function dayInForm(text: string, form: DateForm): string {
  if (form === 'YYYY/MM/DD')
    return text.replace(
      yearFirst,
      (_, year: string, month: string, day: string) => `${year}-${twoDigits(month)}-${twoDigits(day)}`,
    );
  const separator = form === 'DD.MM.YYYY' ? '.' : '/';
  if (form === 'YYYY-MM-DD') return text;
  return text.replace(dayFirst, (sent: string, first: string, sign: string, second: string, year: string) => {
    if (sign !== separator) return sent;
    const [day, month] = form === 'MM/DD/YYYY' ? [second, first] : [first, second];
    return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  });
}

const withUnit = /^(\d+(?:\.\d*)?) ?(mm|cm)$/i;
const plainLength = /^\d+(\.\d*)?$/;

/** A length in mm; as sent where it is not written so, so that it is named as unreadable. @param text with a decimal point */
export function millimetresInForm(text: string, unit: SizeUnit): string {
  if (unit === 'mm') return text;
  if (unit === 'cm') return plainLength.test(text) ? tenfold(text) : text;
  const found = withUnit.exec(text);
  // A bare number has no unit here, and none is supposed.
  if (found === null) return plainLength.test(text) ? `${text} (no unit)` : text;
  return found[2]!.toLowerCase() === 'cm' ? tenfold(found[1]!) : found[1]!;
}

/** Ten times a decimal, exactly. */
function tenfold(text: string): string {
  const [whole = '', rest = ''] = text.split('.');
  const moved = `${whole}${rest[0] ?? '0'}`.replace(/^0+(?=\d)/, '');
  return rest.length > 1 ? `${moved}.${rest.slice(1)}` : moved;
}
