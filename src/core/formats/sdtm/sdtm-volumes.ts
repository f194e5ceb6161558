/** VOLUME of TR: the volume of a lesion beside its result. What cannot be read of it is asked and holds nothing: no sum lacks it. */
import { type FindingDocument, groupBy, statesWithoutVolume } from '../../record/index.js';
import { decimalMoved } from '../decimal-point.js';
import type { ImportRow } from '../tabular-format.js';
import { lookUp, wordOf, type WordTable } from '../words.js';
import type { SdtmGroup } from './sdtm-group.js';
import { cell, lesionColumnOf, lesionOf, testOf, volumeTest } from './sdtm-rows.js';
import { notDoneWord } from './sdtm-words.js';

/** Decimal places by which a volume in the unit is moved to be in mm³. */
const placesByUnit: WordTable<number> = { MM3: 0, CM3: 3, ML: 3 };

/** What a conversion of the sender's may round away: one part in a thousand. */
const roundedAway = 1000;

/** Longest volume that an assessment holds, in digits before the point. */
const mostDigits = 9;

/** The findings of a visit with the volumes that TR states of them. */
export function withVolumes(findings: readonly FindingDocument[], group: SdtmGroup): FindingDocument[] {
  const rows = group.rows.filter((row) => row.file === 'tr' && testOf(row) === volumeTest && !wasNotDone(row));
  if (rows.length === 0) return [...findings];
  const byLesion = groupBy(rows, lesionOf);
  for (const [label, own] of byLesion)
    if (!findings.some(({ lesion }) => lesion === label))
      ask(own, group, 'not-read', 'no finding of this visit is its', 'a lesion of TU with a result at this visit');
  return findings.map((finding) => {
    const own = byLesion.get(finding.lesion);
    const volume = own === undefined ? null : volumeOf(finding, own, group);
    return volume === null ? finding : { ...finding, volume };
  });
}

const wasNotDone = (row: ImportRow): boolean =>
  wordOf(cell(row, 'TRSTAT')) === notDoneWord && cell(row, 'TRORRES') === '' && standardOf(row) === '';

const standardOf = (row: ImportRow): string => cell(row, 'TRSTRESC') || cell(row, 'TRSTRESN');

type Code = Parameters<SdtmGroup['faults']['ask']>[0]['code'];

function ask(
  [row, ...others]: readonly ImportRow[],
  group: SdtmGroup,
  code: Code,
  why: string,
  expected: string,
): null {
  if (row === undefined) return null;
  const label = lesionOf(row);
  group.faults.ask({
    code,
    row,
    others,
    column: label === '' ? lesionColumnOf(row) : 'TRORRES',
    message: `the volume of ${label === '' ? 'a lesion without a label' : `lesion ${label}`} is not read: ${why}`,
    expected,
  });
  return null;
}

/** The volume in mm³; null where there is none that can be read with one voice, and that has been asked. */
function volumeOf({ state }: FindingDocument, rows: readonly ImportRow[], group: SdtmGroup): string | null {
  const read = rows.map(cubicMillimetresOf);
  const unread = rows.filter((_, index) => read[index] === null);
  if (unread.length > 0) {
    const said = unread.map(
      (row) => `'${[cell(row, 'TRORRES') || standardOf(row), cell(row, 'TRORRESU')].join(' ').trim()}'`,
    );
    return ask(
      unread,
      group,
      'unreadable',
      `${said.join(', ')} is no volume in a unit known here`,
      'digits with a decimal point in TRORRES, with mm3, cm3 or mL in TRORRESU',
    );
  }
  const volumes = [...new Set(read.flatMap((one) => one ?? []))];
  const [volume] = volumes;
  if (volume === undefined) return null;
  if (volumes.length > 1)
    return ask(
      rows,
      group,
      'contradiction',
      `it is said to be ${volumes.join(' and ')} mm³`,
      'each volume once, the same as reported and as standardised',
    );
  const isNothing = /^[0.]+$/.test(volume);
  if (isNothing && state === 'absent') return null;
  if (isNothing || statesWithoutVolume.has(state))
    return ask(
      rows,
      group,
      'contradiction',
      `${volume} mm³ stands beside '${state}'`,
      'a volume and a state that go together',
    );
  return volume;
}

/** What a row says, in mm³: as reported and as standardised where these differ; null where neither can be read. */
function cubicMillimetresOf(row: ImportRow): readonly string[] | null {
  const reported = inCubicMillimetres(cell(row, 'TRORRES'), cell(row, 'TRORRESU'));
  const standard = inCubicMillimetres(standardOf(row), cell(row, 'TRSTRESU'));
  if (reported === null) return standard === null ? null : [standard];
  return standard === null || saySame(reported, standard) ? [reported] : [reported, standard];
}

function inCubicMillimetres(text: string, unit: string): string | null {
  const places = lookUp(placesByUnit, unit);
  const volume = places === undefined ? null : decimalMoved(text, places);
  return volume === null || volume.split('.')[0]!.length > mostDigits ? null : volume;
}

const saySame = (one: string, other: string): boolean =>
  Math.abs(Number(one) - Number(other)) * roundedAway <= Math.max(Number(one), Number(other));
