/** Headings that people give to our columns, as data. A heading that is not here is asked about. */
import { csvColumnNames, type CsvColumnName } from '../csv/csv-columns.js';

/** Written as `headingWord` leaves them: small letters, single spaces, umlauts written out, without a unit. */
const words: Readonly<Partial<Record<CsvColumnName, readonly string[]>>> = {
  issuer: ['sender', 'source system', 'absender', 'quellsystem'],
  patient_issuer: ['patient id issuer', 'assigning authority'],
  patient: [
    'patient id',
    'patientid',
    'patient no',
    'patient number',
    'pat id',
    'patid',
    'pid',
    'mrn',
    'subject',
    'subject id',
    'subjid',
    'usubjid',
    'patienten id',
    'patientennummer',
    'patienten nr',
    'patientennr',
    'patientin',
    'pat nr',
    'fallnummer patient',
  ],
  treatment_line: [
    'line',
    'treatment line',
    'line of therapy',
    'line of treatment',
    'therapielinie',
    'behandlungslinie',
  ],
  evaluator: ['assessor', 'evaluated by', 'assessment by', 'beurteiler', 'befunder', 'auswerter'],
  reader: ['radiologist', 'read by', 'radiologe', 'radiologin'],
  timepoint: ['time point', 'visit', 'visit name', 'tp', 'zeitpunkt', 'visite', 'untersuchung'],
  date: [
    'scan date',
    'exam date',
    'study date',
    'imaging date',
    'visit date',
    'datum',
    'untersuchungsdatum',
    'aufnahmedatum',
    'bilddatum',
  ],
  study_day: ['day', 'study day', 'studientag', 'tag'],
  visit_number: ['visit number', 'visitnum', 'visit no', 'visitennummer', 'visitennr'],
  baseline: ['is baseline', 'baseline scan', 'ausgangsuntersuchung'],
  modality: ['imaging modality', 'method', 'modalitaet', 'methode', 'verfahren'],
  slice_thickness_mm: ['slice thickness', 'schichtdicke'],
  contrast_phase: ['contrast phase', 'contrast', 'kontrastmittelphase', 'kontrastphase'],
  organs_imaged: ['organs imaged', 'regions imaged', 'imaged regions', 'untersuchte regionen', 'region'],
  lesion: [
    'lesion id',
    'lesion no',
    'lesion number',
    'lesion label',
    'lesion name',
    'laesion',
    'laesions id',
    'laesionsnummer',
    'laesion nr',
    'herd',
  ],
  role: [
    'lesion type',
    'lesion role',
    'type of lesion',
    'category',
    'target non target',
    'laesionstyp',
    'rolle',
    'art der laesion',
  ],
  organ: ['location', 'organ site', 'anatomical location', 'lokalisation', 'organsystem'],
  site: ['anatomical site', 'lesion site', 'site description', 'sitz', 'beschreibung'],
  axis: ['diameter axis', 'achse'],
  state: ['status', 'lesion state', 'lesion status', 'zustand', 'beurteilung'],
  size_mm: [
    'size',
    'diameter',
    'measurement',
    'lesion size',
    'lesion diameter',
    'tumor size',
    'tumour size',
    'groesse',
    'durchmesser',
    'messwert',
    'mass',
  ],
  fragments_mm: ['fragments', 'fragmente'],
  merged_into: ['merged with', 'merged into', 'verschmolzen mit'],
  certainty: ['sicherheit'],
  exam_date: ['lesion exam date'],
  uptake: ['pet uptake', 'anreicherung'],
  reason: ['reason not done', 'reason not evaluable', 'grund', 'begruendung'],
  synthetic: ['invented', 'erfunden', 'synthetisch'],
};

const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

const inBrackets = /[([]\s*(mm|cm|millimeters?|millimetres?|centimeters?|centimetres?)\s*[)\]]/i;
const behind = /[\s_]+(?:in[\s_]+)?(mm|cm)$/i;

/** The unit that a heading states: 'Size (cm)', 'Groesse in mm', 'size_mm'. */
export function unitInHeading(heading: string): 'mm' | 'cm' | null {
  const unit = (inBrackets.exec(heading) ?? behind.exec(heading.trim()))?.[1]?.toLowerCase();
  return unit === undefined ? null : unit.startsWith('c') ? 'cm' : 'mm';
}

/** A heading as it is compared. */
export const headingWord = (heading: string): string =>
  heading
    .normalize('NFC')
    .replace(inBrackets, ' ')
    .trim()
    .replace(behind, '')
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => letters[letter] ?? letter)
    .replace(/[\s._\-/:#]+/g, ' ')
    .trim();

const named: ReadonlyMap<string, CsvColumnName> = new Map(
  csvColumnNames.flatMap((name) => [headingWord(name), ...(words[name] ?? [])].map((word) => [word, name] as const)),
);

/** Our column that a heading names; null where it names none that is known. */
export const columnOfHeading = (heading: string): CsvColumnName | null => named.get(headingWord(heading)) ?? null;
