/** A table as it would be taken: surveyed whole, with its first patients assembled, without keeping more of it than these. */
import type { CsvMapping } from '../csv/csv-mapping.js';
import { csvFormat } from '../csv/csv-format.js';
import { columnOfHeading } from './heading-words.js';
import { assembleAll } from '../assemble-all.js';
import { compareText, type RowFault } from '../../record/index.js';
import { cellsOf, isBlankRecord } from '../row-source.js';
import type { AssembledGroup, ImportRow } from '../tabular-format.js';
import { proposeTable, type TableProposal } from './table-proposal.js';
import { type SurveyedColumn, TableSurveyor } from './table-survey.js';

export interface TablePreview extends TableProposal {
  readonly rows: number;
  readonly columns: readonly SurveyedColumn[];
  /** What keeps the file from being read with this mapping. */
  readonly refused: readonly RowFault[];
  /** Of the first patients, in the order of their rows. */
  readonly patients: readonly { readonly patient: string; readonly groups: readonly AssembledGroup[] }[];
  /** More rows of these patients stand in the file than were read for it. */
  readonly cut: boolean;
}

const mostPatients = 3;
const mostRows = 400;

/** Takes a table record by record, the header first. */
export class TablePreviewer {
  readonly #surveyor: TableSurveyor;
  readonly #rows = new Map<string, ImportRow[]>();
  readonly #patientAt: number;
  #record = 1;
  #kept = 0;
  #cut = false;

  /** @param header trimmed @param confirmed a mapping that says already which column names the patient */
  constructor(
    private readonly header: readonly string[],
    private readonly confirmed: CsvMapping | null,
  ) {
    this.#surveyor = new TableSurveyor(header);
    const named = Object.entries(confirmed?.columns ?? {}).find(([, name]) => name === 'patient')?.[0];
    this.#patientAt =
      confirmed === null
        ? header.findIndex((column) => columnOfHeading(column) === 'patient')
        : header.indexOf(named ?? '');
  }

  take(record: readonly string[]): void {
    this.#record += 1;
    if (isBlankRecord(record)) return;
    this.#surveyor.take(record);
    const patient = record[this.#patientAt]?.trim() ?? '';
    const rows = this.#rows.get(patient);
    if (rows === undefined && this.#rows.size >= mostPatients) return;
    this.#cut ||= this.#kept >= mostRows;
    if (this.#kept >= mostRows) return;
    this.#kept += 1;
    const row: ImportRow = { file: 'assessments', row: this.#record, cells: cellsOf(this.header, record) };
    if (rows === undefined) this.#rows.set(patient, [row]);
    else rows.push(row);
  }

  /** @param issuer the sending system */
  preview(issuer: string): TablePreview {
    const columns = this.#surveyor.columns();
    const proposal = proposeTable(columns, this.confirmed);
    const context = { issuer, mapping: proposal.mapping };
    const recognition = csvFormat.recognise(this.header, context);
    return {
      ...proposal,
      rows: this.#surveyor.rows,
      columns,
      cut: this.#cut,
      refused: recognition.kind === 'refused' ? recognition.faults : [],
      patients:
        recognition.kind === 'taken'
          ? [...this.#rows].map(([patient, rows]) => ({
              patient,
              groups: saying(assembleAll(csvFormat, rows, context)),
            }))
          : [],
    };
  }
}

/** Without visits of which no row says anything, by their days. */
const saying = (groups: readonly AssembledGroup[]): AssembledGroup[] =>
  groups
    .filter(({ assessment, held, queries }) => assessment !== null || held.length > 0 || queries.length > 0)
    .sort(
      ({ identity: { timepoint: one } }, { identity: { timepoint: other } }) =>
        compareText(one?.date ?? '', other?.date ?? '') || (one?.studyDay ?? 0) - (other?.studyDay ?? 0),
    );
