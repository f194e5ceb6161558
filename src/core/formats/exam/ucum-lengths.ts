/** Lengths with their UCUM unit, as the text in mm that an assessment holds: decimal point moved, nothing rounded. */

/** Decimal places by which a length in the unit is moved to be in mm. */
const placesByUnit: Readonly<Record<string, number>> = { mm: 0, cm: 1, dm: 2, m: 3, um: -3 };

/** Words for units that senders write in the place of the code. */
const unitsByWord: Readonly<Record<string, string>> = {
  millimeter: 'mm',
  millimeters: 'mm',
  millimetre: 'mm',
  millimetres: 'mm',
  centimeter: 'cm',
  centimeters: 'cm',
  centimetre: 'cm',
  centimetres: 'cm',
};

/** A decimal as DICOM (DS), JSON and HL7 (NM) write it; a sign, an exponent and blanks within are none. */
const decimal = /^(\d{1,12})(?:\.(\d{1,20}))?$/;

/** The code of a unit of length; null where it is none. */
export const lengthUnitOf = (unit: string): string | null => {
  const word = unitsByWord[unit.trim().toLowerCase()] ?? unit.trim();
  return Object.hasOwn(placesByUnit, word) ? word : null;
};

const moved = (whole: string, fraction: string, places: number): string => {
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at).replace(/0+$/, '');
  return rest === '' ? integer : `${integer}.${rest}`;
};

/** The length in mm as text; null where the value is no decimal or the unit no length. '2.5' in cm is '25'; '12.0' in mm is '12'. */
export function millimetresOf(value: string, unit: string): string | null {
  const code = lengthUnitOf(unit);
  const parts = decimal.exec(value.trim());
  if (code === null || parts === null) return null;
  return moved(parts[1]!, parts[2] ?? '', placesByUnit[code]!);
}
