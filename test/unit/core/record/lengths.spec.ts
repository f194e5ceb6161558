import fc from 'fast-check';
import { isUnreadable, micrometresFromText, type Length } from '../../../../src/core/record/index.js';

const read = (text: string): Length => {
  const length = micrometresFromText(text);
  if (isUnreadable(length)) throw new Error(length.message);
  return length;
};

describe('a length from its text', () => {
  it.each([
    ['12', 12_000, false],
    ['9.8', 9_800, false],
    ['0', 0, false],
    ['0.0', 0, false],
    ['9999.999', 9_999_999, false],
    ['12.3000', 12_300, false],
    ['16.309999999999999', 16_310, true],
    ['18.600000000000001', 18_600, true],
    ['9.3000000000000007', 9_300, true],
    ['80.599999999999994', 80_600, true],
    ['0.0004', 0, true],
    ['0.0005', 1, true],
    ['1.9996', 2_000, true],
    ['19.99949999', 19_999, true],
  ])('%s mm is %i micrometres', (text, micrometres, rounded) => {
    expect(read(text)).toEqual({ micrometres, rounded });
  });

  it('is exact for every whole number of micrometres, however many zeros follow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 10 }), (micrometres, zeros) => {
        const decimals = String(micrometres % 1000).padStart(3, '0');
        expect(read(`${Math.floor(micrometres / 1000)}.${decimals}${'0'.repeat(zeros)}`)).toEqual({
          micrometres,
          rounded: false,
        });
      }),
    );
  });

  it('undoes the debris of binary floats', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (hundredths) => {
        const debris = (hundredths / 100).toPrecision(17).replace(/e.*$/, '');
        expect(read(debris).micrometres).toBe(hundredths * 10);
      }),
    );
  });

  it.each([
    ['', 'no length'],
    ['-5', 'sign'],
    ['+5', 'sign'],
    ['<5', 'bound'],
    ['1e3', 'exponent'],
    ['12 mm', 'unit'],
    ['1.2cm', 'unit'],
    ['9,8', 'comma'],
    ['12 x 9', 'more than one'],
    ['10000', 'longer than 9999'],
    ['.5', 'decimal point'],
    ['5.', 'decimal point'],
    [' 12', 'not a length'],
    ['NOT EVALUABLE', 'not a length'],
    ['NaN', 'not a length'],
    ['１２', 'not a length'],
  ])('%j is refused, and why is said', (text, why) => {
    const refused = micrometresFromText(text);
    if (!isUnreadable(refused)) throw new Error(`'${text}' was read as ${refused.micrometres}`);
    expect(refused.code).toBe('unreadable-length');
    expect(refused.message).toContain(why);
    expect(refused.expected).toContain('12 or 9.8');
  });
});
