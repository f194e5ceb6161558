/** Lengths with their UCUM unit, as the text in mm that an assessment holds: decimal point moved, nothing rounded. */
import { decimalMoved } from '../decimal-point.js';

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

/** The code of a unit of length; null where it is none. */
export const lengthUnitOf = (unit: string): string | null => {
  const word = unitsByWord[unit.trim().toLowerCase()] ?? unit.trim();
  return Object.hasOwn(placesByUnit, word) ? word : null;
};

/** The length in mm as text; null where the value is no decimal or the unit no length. '2.5' in cm is '25'; '12.0' in mm is '12'. */
export function millimetresOf(value: string, unit: string): string | null {
  const code = lengthUnitOf(unit);
  return code === null ? null : decimalMoved(value.trim(), placesByUnit[code]!);
}
