import { readFileSync } from 'node:fs';
import {
  assembleAll,
  recordsOfText,
  rowsOfRecords,
  sdtmFormat,
  type ImportRow,
  type TabularContext,
} from '../../../../src/core/formats/index.js';

const folder = 'test/fixtures/formats/sdtm';
const context: TabularContext = { issuer: 'uploader', mapping: null };

const good: readonly ImportRow[] = ['tu', 'tr'].flatMap((file) => {
  const { header, records } = recordsOfText(readFileSync(`${folder}/good.${file}.csv`, 'utf8'), context);
  const recognition = sdtmFormat.recognise(header, context);
  if (recognition.kind !== 'taken') throw new Error('not taken');
  return rowsOfRecords(recognition.file, header, records, new Set(recognition.columns));
});

/** Row of T01 at WEEK 6, as a row of VOLUME. */
const model = good.find(
  ({ file, cells }) => file === 'tr' && cells['TRLNKID'] === 'T01' && cells['VISIT'] === 'WEEK 6',
)!;
const volume = (cells: Readonly<Record<string, string>>, row = 900): ImportRow => ({
  ...model,
  row,
  cells: { ...model.cells, TRTESTCD: 'VOLUME', TRORRES: '', TRORRESU: '', TRSTRESC: '', TRSTRESU: '', ...cells },
});

function read(...rows: readonly ImportRow[]) {
  const group = assembleAll(sdtmFormat, [...good, ...rows], context).find(
    ({ identity }) => identity.timepoint?.label === 'WEEK 6',
  )!;
  return {
    volumes: Object.fromEntries(
      (group.assessment?.findings ?? []).flatMap(({ lesion, volume: sent }) =>
        sent === undefined ? [] : [[lesion, sent]],
      ),
    ),
    held: group.held,
    asked: group.queries
      .filter(({ code }) => code !== 'treatment-line-implied')
      .map(({ code, column, value }) => [code, column, value]),
    said: group.queries.map(({ message }) => message),
  };
}

describe('VOLUME of TR', () => {
  it.each([
    [{ TRORRES: '1234.5', TRORRESU: 'mm3' }, '1234.5'],
    [{ TRORRES: '1.2345', TRORRESU: 'cm3' }, '1234.5'],
    [{ TRORRES: '0.88', TRORRESU: 'mL' }, '880'],
    [{ TRSTRESC: '1.5', TRSTRESU: 'mL' }, '1500'],
    [{ TRSTRESN: '1500', TRSTRESU: 'mm3' }, '1500'],
    [{ TRORRES: '1.2344', TRORRESU: 'mL', TRSTRESC: '1234', TRSTRESU: 'mm3' }, '1234.4'],
  ])('%j is %s mm³, by its unit and without rounding', (cells, expected) => {
    const { volumes, held, asked } = read(volume(cells));
    expect({ volumes, held, asked }).toEqual({ volumes: { T01: expected }, held: [], asked: [] });
  });

  it.each([
    ['no unit', { TRORRES: '900' }, ['unreadable', 'TRORRES', '900']],
    ['a length', { TRORRES: '900', TRORRESU: 'mm' }, ['unreadable', 'TRORRES', '900']],
    ['a bound', { TRORRES: '<5', TRORRESU: 'mL' }, ['unreadable', 'TRORRES', '<5']],
    ['a comma', { TRORRES: '1,5', TRORRESU: 'mL' }, ['unreadable', 'TRORRES', '1,5']],
    ['too many digits', { TRORRES: '9999999', TRORRESU: 'mL' }, ['unreadable', 'TRORRES', '9999999']],
    ['nothing', {}, ['unreadable', 'TRORRES', '']],
    ['0', { TRORRES: '0', TRORRESU: 'mm3' }, ['contradiction', 'TRORRES', '0']],
    [
      'two different ones',
      { TRORRES: '1', TRORRESU: 'mL', TRSTRESC: '900', TRSTRESU: 'mm3' },
      ['contradiction', 'TRORRES', '1'],
    ],
    ['a lesion that has no finding', { TRORRES: '9', TRORRESU: 'mL', TRLNKID: 'T09' }, ['not-read', 'TRORRES', '9']],
    ['no lesion', { TRORRES: '9', TRORRESU: 'mL', TRLNKID: '' }, ['not-read', 'TRLNKID', '']],
    ['a lesion that is gone', { TRORRES: '9', TRORRESU: 'mL', TRLNKID: 'T02' }, ['contradiction', 'TRORRES', '9']],
  ])('%s is asked, holds nothing, and leaves the size as it is', (_, cells, question) => {
    const { volumes, held, asked } = read(volume(cells));
    expect({ volumes, held, asked }).toEqual({ volumes: {}, held: [], asked: [question] });
  });

  it('that stands twice is read where both say the same, and asked where they differ', () => {
    const [one, two] = [volume({ TRORRES: '1', TRORRESU: 'mL' }), volume({ TRORRES: '1000', TRORRESU: 'mm3' }, 901)];
    expect(read(one, two)).toMatchObject({ volumes: { T01: '1000' }, asked: [] });
    const other = volume({ TRORRES: '2', TRORRESU: 'mL' }, 901);
    const { volumes, said } = read(one, other);
    expect(volumes).toEqual({});
    expect(said.join(' ')).toContain('it is said to be 1000 and 2000 mm³');
  });

  it('that was not done, or is 0 of a lesion that is gone, says nothing', () => {
    expect(read(volume({ TRSTAT: 'NOT DONE' }))).toMatchObject({ volumes: {}, asked: [], held: [] });
    expect(read(volume({ TRORRES: '0', TRORRESU: 'mL', TRLNKID: 'T02' }))).toMatchObject({ volumes: {}, asked: [] });
  });

  it('is read alike in whatever order the rows come', () => {
    const rows = [volume({ TRORRES: '1', TRORRESU: 'mL' }), volume({ TRORRES: '2', TRORRESU: 'mL' }, 901)];
    expect(read(...rows).said).toEqual(read(...rows.reverse()).said);
  });
});
