/** Decimals from one unit to another by powers of ten: the point is moved, and nothing is rounded. */

/** A decimal as DICOM (DS), JSON and HL7 (NM) write it; a sign, an exponent and blanks within are none. */
const decimal = /^(\d{1,12})(?:\.(\d{1,20}))?$/;

/** A decimal with its point so many places further right, without needless zeros; null where the text is none. '2.5' by 1 is '25'. */
export function decimalMoved(text: string, places: number): string | null {
  const parts = decimal.exec(text);
  if (parts === null) return null;
  const [whole, fraction] = [parts[1]!, parts[2] ?? ''];
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at).replace(/0+$/, '');
  return rest === '' ? integer : `${integer}.${rest}`;
}
