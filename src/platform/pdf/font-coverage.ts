/**
 * The code points that an OpenType or TrueType font has a glyph for, read from its `cmap` table (formats 4 and 12, Microsoft's OpenType
 * specification 1.9, "cmap"): the compiler refuses a whole document for one character that its font lacks.
 * @throws RangeError where the bytes are no font with such a table
 */
export function coverageOf(font: Uint8Array): ReadonlySet<number> {
  const bytes = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const table = tableOffset(bytes, 'cmap');
  const covered = new Set<number>();
  for (let index = 0; index < bytes.getUint16(table + 2); index += 1) {
    const subtable = table + bytes.getUint32(table + 4 + index * 8 + 4);
    const format = bytes.getUint16(subtable);
    if (format === 4) addSegments(bytes, subtable, covered);
    if (format === 12) addGroups(bytes, subtable, covered);
  }
  if (covered.size === 0) throw new RangeError('The font has no character map of format 4 or 12');
  return covered;
}

function tableOffset(bytes: DataView, name: string): number {
  const tables = bytes.getUint16(4);
  for (let record = 12; record < 12 + tables * 16; record += 16) {
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((place) => bytes.getUint8(record + place)));
    if (tag === name) return bytes.getUint32(record + 8);
  }
  throw new RangeError(`The font has no table named ${name}`);
}

function addGroups(bytes: DataView, subtable: number, covered: Set<number>): void {
  const groups = bytes.getUint32(subtable + 12);
  for (let group = subtable + 16; group < subtable + 16 + groups * 12; group += 12) {
    const last = bytes.getUint32(group + 4);
    for (let code = bytes.getUint32(group); code <= last; code += 1) covered.add(code);
  }
}

function addSegments(bytes: DataView, subtable: number, covered: Set<number>): void {
  const doubled = bytes.getUint16(subtable + 6);
  for (let segment = 0; segment < doubled; segment += 2) {
    const last = bytes.getUint16(subtable + 14 + segment);
    const first = bytes.getUint16(subtable + 16 + doubled + segment);
    const delta = bytes.getUint16(subtable + 16 + 2 * doubled + segment);
    const place = subtable + 16 + 3 * doubled + segment;
    const offset = bytes.getUint16(place);
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      const glyph = offset === 0 ? (code + delta) & 0xffff : bytes.getUint16(place + offset + (code - first) * 2);
      if (glyph !== 0) covered.add(code);
    }
  }
}
