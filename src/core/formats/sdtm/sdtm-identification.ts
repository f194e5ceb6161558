/** What TU says about the lesions of one subject and evaluator. */
import type { LesionRole, Organ } from '../../response/index.js';
import { distinct, groupBy } from '../../record/index.js';
import type { RowFaults } from '../row-faults.js';
import { organOfSite, organsByWord } from '../organ-words.js';
import { roleOfWord } from '../role-words.js';
import { cell, domainCell, identifyingTests, lesionOf, testOf } from './sdtm-rows.js';
import type { ImportRow } from '../tabular-format.js';

export interface IdentifiedLesion {
  readonly label: string;
  /** Null where TU uses a word that is not known, or two different ones. */
  readonly role: LesionRole | null;
  /** Undefined where TULOC is blank, or where TU names two sites. */
  readonly organ: Organ | undefined;
  readonly site: string | undefined;
  readonly rows: readonly ImportRow[];
  /** Of a part of a lesion that has split (TUSPLIT): the label of that lesion. */
  readonly partOf?: string;
  /** Of the mass of lesions that have merged (TUMERGE): their labels, those that its own label names. */
  readonly massOf?: readonly string[];
}

/** The role that a row of TU names; null where it names none that is known, or another one as standardised than as collected. */
function roleIn(row: ImportRow): LesionRole | null {
  const standard = roleOfWord(cell(row, 'TUSTRESC'));
  const collected = roleOfWord(cell(row, 'TUORRES'));
  if (standard !== undefined && collected !== undefined && standard !== collected) return null;
  return standard ?? (cell(row, 'TUSTRESC') === '' ? (collected ?? null) : null);
}

/** The site in the sender's words: location, then side and direction where they are told. */
const siteOf = (row: ImportRow): string =>
  [cell(row, 'TULOC'), cell(row, 'TULAT'), cell(row, 'TUDIR')].filter((text) => text !== '').join(', ');

export const identifies = (row: ImportRow): boolean => identifyingTests.includes(testOf(row)) && lesionOf(row) !== '';

/** What joins the label of a lesion and that of its part: T04.1, T04-1, T04_1, T04/1, T04a. */
const partEnding = /^(?:[._/ -]\w+|[A-Za-z])$/;

/** The lesion that a part is of, by its label: the longest of the others with which it begins. */
const wholeOf = (part: string, labels: readonly string[]): string | undefined =>
  labels
    .filter((label) => label !== part && part.startsWith(label) && partEnding.test(part.slice(label.length)))
    .sort((one, other) => other.length - one.length)[0];

const membersIn = (mass: string, labels: readonly string[]): readonly string[] => {
  const named = mass.split(/\s*(?:[/+,&;]|\band\b)\s*/i);
  return named.length > 1 && named.every((label) => labels.includes(label)) ? named : [];
};

const tells = (rows: readonly ImportRow[], test: string): boolean => rows.some((row) => testOf(row) === test);

/** The lesions by label. One lesion may be identified by several rows (again at each visit); where they differ, nothing is picked. */
export function identifiedLesions(rows: readonly ImportRow[]): ReadonlyMap<string, IdentifiedLesion> {
  const byLabel = groupBy(rows.filter(identifies), lesionOf);
  const whole = [...byLabel]
    .filter(([, ofLesion]) => ofLesion.some((row) => !['TUSPLIT', 'TUMERGE'].includes(testOf(row))))
    .map(([label]) => label);
  const lesions = new Map(
    [...byLabel].map(([label, ofLesion]): [string, IdentifiedLesion] => {
      const joins = whole.includes(label) ? {} : joinedTo(label, ofLesion, whole);
      return [label, { ...lesionFrom(label, ofLesion), ...joins }];
    }),
  );
  for (const [label, lesion] of lesions) lesions.set(label, withRoleOfWhole(lesion, lesions));
  return lesions;
}

function joinedTo(
  label: string,
  rows: readonly ImportRow[],
  whole: readonly string[],
): Pick<IdentifiedLesion, 'partOf' | 'massOf'> {
  const partOf = tells(rows, 'TUSPLIT') ? wholeOf(label, whole) : undefined;
  if (partOf !== undefined) return { partOf };
  return tells(rows, 'TUMERGE') ? { massOf: membersIn(label, whole) } : {};
}

/** TUSPLIT and TUMERGE may name the event in place of a role: the role is then that of the lesion that split, or of those that merged. */
function withRoleOfWhole(lesion: IdentifiedLesion, lesions: ReadonlyMap<string, IdentifiedLesion>): IdentifiedLesion {
  const source = lesion.partOf ?? lesion.massOf?.[0];
  return lesion.role !== null || source === undefined ? lesion : { ...lesion, role: lesions.get(source)?.role ?? null };
}

function lesionFrom(label: string, rows: readonly ImportRow[]): IdentifiedLesion {
  const roles = distinct(rows.map((row) => roleIn(row) ?? ''));
  const places = distinct(rows.map((row) => cell(row, 'TULOC')).filter((place) => place !== ''));
  const sites = distinct(rows.map(siteOf).filter((site) => site !== ''));
  const found = distinct(places.map((place) => organOfSite(place) ?? 'other'));
  return {
    label,
    role: roles.length === 1 ? ((roles[0] || null) as LesionRole | null) : null,
    organ: places.length === 1 ? found[0] : undefined,
    site: sites.length === 0 ? undefined : sites.join(' / '),
    rows,
  };
}

/** Asks about sites, once a lesion: in the group of the visit at which TU identifies it. `rows` are the TU rows of that group. */
export function askAboutSites(
  rows: readonly ImportRow[],
  lesions: ReadonlyMap<string, IdentifiedLesion>,
  faults: RowFaults,
): void {
  for (const row of rows.filter(identifies)) {
    const label = lesionOf(row);
    const about = [
      cell(row, 'STUDYID'),
      cell(row, 'USUBJID'),
      domainCell(row, 'EVAL'),
      domainCell(row, 'EVALID'),
      label,
    ];
    const lesion = lesions.get(label);
    const place = cell(row, 'TULOC');
    if (place === '')
      faults.ask({
        code: 'site-not-stated',
        row,
        column: 'TULOC',
        about,
        message: `the site of lesion ${label} is not stated`,
        expected: 'a location in TULOC',
      });
    else if (lesion !== undefined && lesion.organ === undefined)
      faults.ask({
        code: 'sites-differ',
        row,
        column: 'TULOC',
        about,
        message: `TU names more than one site of lesion ${label}: ${lesion.site ?? ''}`,
        expected: 'one location for one lesion',
      });
    else if (organOfSite(place) === undefined)
      faults.ask({
        code: 'site-unknown-word',
        row,
        column: 'TULOC',
        about,
        message: `'${place}' is kept as the site of lesion ${label}; the organ is read as 'other'`,
        expected: `one of: ${Object.keys(organsByWord).join(', ')}; any lymph node by a word that says so`,
      });
  }
}
