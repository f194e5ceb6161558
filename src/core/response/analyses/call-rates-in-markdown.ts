/** The false-call table as it stands in docs/clinical-basis.md#sensitivity-and-false-flags-p and as the benchmark prints it. */
import { millimetre } from '../model/lengths.js';
import {
  percentFlagged,
  percentFound,
  type CallRates,
  type FlagRates,
  type Found,
  type LeftOut,
  type NoiseRuleRate,
} from './call-rates.js';
import { readerConditions, type Circumstance, type ReaderCondition } from './simulation-choices.js';

const readers: Readonly<Record<ReaderCondition['id'], string>> = {
  'one-reader': 'one reader',
  'four-readers': 'four readers, stated',
  'not-stated': 'four readers, not stated',
};

const patients: Readonly<Record<Circumstance, string>> = {
  none: 'scans that can be compared',
  'first-scan-early': 'first scan at 5 weeks',
  'different-modality': 'one scan MR, the others CT',
  'different-contrast-phase': 'one scan arterial, the others portal venous',
  'different-slice-thickness': 'one scan on 5 mm slices, the others on 1 mm',
  'small-new-node': 'new node of 10 to under 15 mm; false: normal again at the next scan',
  'new-lesion-equivocal': 'new lesion equivocal at first; false: gone at the next scan',
};

const holds = (leftOut: LeftOut): string =>
  leftOut === 'none' ? 'as decided' : leftOut === 'all' ? 'without any of these holds' : `without ${leftOut}`;

const found = (one: Found | null): string =>
  one === null ? '-' : `${percentFound(one.first, one.patients)} / ${percentFound(one.second, one.patients)}`;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (heading: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(heading), row(heading.map(() => '---')), ...rows.map(row)].join('\n');

const sameLine = (one: CallRates, other: CallRates): boolean =>
  one.circumstance === other.circumstance && one.leftOut === other.leftOut;

function lineOf(one: CallRates, rates: readonly CallRates[]): readonly string[] {
  const own = readerConditions.map(({ id }) => rates.find((other) => sameLine(one, other) && other.readers === id)!);
  return [
    patients[one.circumstance],
    holds(one.leftOut),
    ...own.flatMap(({ establishedGrowth, newLesion, withoutDissociation: { patients: all, flagged } }) => [
      found(establishedGrowth),
      found(newLesion),
      percentFlagged(flagged, all),
    ]),
  ];
}

const inRule = ({ size, readers: who, withoutRule, withRule }: NoiseRuleRate): readonly string[] => [
  `${size / millimetre} mm`,
  readers[who],
  (100 * withoutRule).toFixed(1),
  (100 * withRule).toFixed(1),
];

/** Two tables, percentages of patients. */
export function flagRatesInMarkdown({ table: rates, noiseRule }: FlagRates): string {
  const lines = rates.filter((one, index) => rates.findIndex((other) => sameLine(one, other)) === index);
  return `${table(
    ['patients', 'holds', ...readerConditions.flatMap(({ id }) => [`${readers[id]}: growth`, 'new lesion', 'false'])],
    lines.map((one) => lineOf(one, rates)),
  )}\n\n${table(['lesions', 'read by', 'without the noise rule', 'with it'], noiseRule.map(inRule))}`;
}
