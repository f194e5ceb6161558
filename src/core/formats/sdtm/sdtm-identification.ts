/** What TU says about the lesions of one subject and evaluator. */
import type { LesionRole, Organ } from '../../response/index.js';
import { distinct, groupBy } from '../../record/index.js';
import type { RowFaults } from '../row-faults.js';
import { organsByWord } from '../organ-words.js';
import { rolesByWord } from './sdtm-words.js';
import { cell, domainCell, identifyingTests, lesionOf, testOf } from './sdtm-rows.js';
import type { ImportRow } from '../tabular-format.js';
import { lookUp } from '../words.js';

export interface IdentifiedLesion {
  readonly label: string;
  /** Null where TU uses a word that is not known, or two different ones. */
  readonly role: LesionRole | null;
  /** Undefined where TULOC is blank, or where TU names two sites. */
  readonly organ: Organ | undefined;
  readonly site: string | undefined;
  readonly rows: readonly ImportRow[];
}

export const roleWordOf = (row: ImportRow): string => cell(row, 'TUSTRESC') || cell(row, 'TUORRES');

/** The site in the sender's words: location, then side and direction where they are told. */
const siteOf = (row: ImportRow): string =>
  [cell(row, 'TULOC'), cell(row, 'TULAT'), cell(row, 'TUDIR')].filter((text) => text !== '').join(', ');

export const identifies = (row: ImportRow): boolean => identifyingTests.includes(testOf(row)) && lesionOf(row) !== '';

/** The lesions by label. One lesion may be identified by several rows (again at each visit); where they differ, nothing is picked. */
export function identifiedLesions(rows: readonly ImportRow[]): ReadonlyMap<string, IdentifiedLesion> {
  const byLabel = groupBy(rows.filter(identifies), lesionOf);
  return new Map(
    [...byLabel].map(([label, ofLesion]) => {
      const roles = distinct(ofLesion.map((row) => lookUp(rolesByWord, roleWordOf(row)) ?? ''));
      const places = distinct(ofLesion.map((row) => cell(row, 'TULOC')).filter((place) => place !== ''));
      const sites = distinct(ofLesion.map(siteOf).filter((site) => site !== ''));
      const [place] = places;
      const organ = places.length === 1 && place !== undefined ? (lookUp(organsByWord, place) ?? 'other') : undefined;
      return [
        label,
        {
          label,
          role: roles.length === 1 ? ((roles[0] || null) as LesionRole | null) : null,
          organ,
          site: sites.length === 0 ? undefined : sites.join(' / '),
          rows: ofLesion,
        },
      ];
    }),
  );
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
    else if (lookUp(organsByWord, place) === undefined)
      faults.ask({
        code: 'site-unknown-word',
        row,
        column: 'TULOC',
        about,
        message: `'${place}' is kept as the site of lesion ${label}; the organ is read as 'other'`,
        expected: `one of: ${Object.keys(organsByWord).join(', ')}`,
      });
  }
}
