/** From a row of a CSV to its finding. */
import {
  certainties,
  diameterAxes,
  findingStates,
  lesionRoles,
  organs,
  uptakeQuantities,
  type Organ,
} from '../../response/index.js';
import { datedRow, oneOf, type CsvGroup } from './csv-group.js';
import { type FindingDocument, isUnreadable, micrometresFromText } from '../../record/index.js';
import { askAboutAxis, askAboutMeasurability, askAboutLength, type LesionPlace } from '../finding-queries.js';
import type { GroupDates } from '../group-dates.js';
import { organOfSite } from '../organ-words.js';
import { roleOfWord } from '../role-words.js';
import type { AssessmentIdentity, ImportRow } from '../tabular-format.js';
import { lookUp, wordOf } from '../words.js';

interface Measure {
  readonly state: FindingDocument['state'];
  readonly size?: string;
  readonly fragments?: string[];
}

const lengthsList = (text: string): string[] | undefined =>
  text === '' ? undefined : text.split(';').map((part) => part.trim());

/** Size and state together; null where they hold the assessment. A word for a state may stand in place of the size. */
function measureOf(row: ImportRow, group: CsvGroup): Measure | null {
  const { reader } = group;
  const sizeText = reader.valueOf(row, 'size_mm');
  const worded = sizeText === '' ? undefined : lookUp(reader.words.state ?? {}, sizeText);
  const own = oneOf(findingStates, row, 'state', group);
  if (own === null) return null;
  const state = own ?? findingStates.find((known) => known === worded);
  const size = worded === undefined ? sizeText : '';
  const fragments = lengthsList(reader.valueOf(row, 'fragments_mm'));
  if (state !== undefined && state !== 'measured') return sizeBesideState(state, size, fragments, row, group);
  if (size === '' && fragments === undefined) return holdBlankSize(row, group);
  return measuredSize(size, fragments, row, group);
}

function holdBlankSize(row: ImportRow, { reader, faults }: CsvGroup): null {
  const sent = row.cells[reader.columnOf('size_mm') ?? '']?.trim() ?? '';
  faults.hold({
    code: 'blank-size',
    row,
    column: reader.columnOf('size_mm'),
    message: `lesion ${reader.valueOf(row, 'lesion')} has no size${sent === '' ? '' : ` ('${sent}')`} and no state`,
    expected: `a size in mm, or a state that says why there is none: ${findingStates.filter((state) => state !== 'measured').join(', ')}`,
  });
  return null;
}

/** A measured size, or the sizes of fragments; 0 mm is a lesion that is gone. */
function measuredSize(
  size: string,
  fragments: string[] | undefined,
  row: ImportRow,
  { reader, faults }: CsvGroup,
): Measure | null {
  const readings = (fragments ?? [size]).map(micrometresFromText);
  const unreadable = readings.find(isUnreadable);
  if (unreadable !== undefined) {
    faults.hold({ ...unreadable, row, column: reader.columnOf(fragments === undefined ? 'size_mm' : 'fragments_mm') });
    return null;
  }
  if (readings.every((reading) => !isUnreadable(reading) && reading.micrometres === 0)) return { state: 'absent' };
  return fragments === undefined
    ? { state: 'measured', size }
    : { state: 'measured', fragments, ...(size === '' ? {} : { size }) };
}

/** 'absent' may come with a size of 0; any other size beside a state is a contradiction, which the check of the document names. */
function sizeBesideState(
  state: FindingDocument['state'],
  size: string,
  fragments: string[] | undefined,
  row: ImportRow,
  { reader, faults }: CsvGroup,
): Measure | null {
  const length = size === '' ? null : micrometresFromText(size);
  const isGone = length !== null && !isUnreadable(length) && length.micrometres === 0;
  if ((size === '' && fragments === undefined) || (state === 'absent' && isGone)) return { state };
  faults.hold({
    code: 'contradiction',
    row,
    column: reader.columnOf('size_mm'),
    message: `the size '${size || (fragments ?? []).join(';')}' stands beside state '${state}'`,
    expected: "a size with state 'measured' or no state, or the state without a size",
  });
  return null;
}

function uptakeOf(row: ImportRow, { reader, faults }: CsvGroup): FindingDocument['uptake'] | null {
  const text = reader.valueOf(row, 'uptake');
  if (text === '') return undefined;
  const entries = text.split(';').map((part) => /^\s*([A-Za-z]+)\s*=\s*(\S+)\s*$/.exec(part));
  const read = entries.flatMap((entry) => {
    const quantity = uptakeQuantities.find((known) => known === entry?.[1]);
    return quantity === undefined || entry?.[2] === undefined ? [] : [{ quantity, value: entry[2] }];
  });
  if (read.length === entries.length) return read;
  faults.hold({
    code: 'unreadable',
    row,
    column: reader.columnOf('uptake'),
    message: `'${text}' cannot be read as uptake`,
    expected: `quantities as ${uptakeQuantities[0]}=8.4;${uptakeQuantities[2]}=10.2 out of ${uptakeQuantities.join(', ')}`,
  });
  return null;
}

interface Place {
  readonly organ: Organ | undefined;
  readonly site: string | undefined;
}

/** A word that names an organ closer than ours do, or none of them, is kept as the site: in that organ, or under 'other'. */
function placeOf(row: ImportRow, { reader, faults }: CsvGroup, about: readonly string[]): Place {
  const text = reader.valueOf(row, 'organ');
  const site = reader.valueOf(row, 'site') || undefined;
  if (text === '') {
    faults.ask({
      code: 'site-not-stated',
      row,
      column: reader.columnOf('organ'),
      about,
      message: `the organ of lesion ${reader.valueOf(row, 'lesion')} is not stated`,
      expected: `one of: ${organs.join(', ')}`,
    });
    return { organ: undefined, site };
  }
  const translated = lookUp(reader.words.organ ?? {}, text) ?? text;
  const named = organs.find((known) => wordOf(known) === wordOf(translated));
  if (named !== undefined) return { organ: named, site };
  const byWord = organOfSite(translated);
  if (byWord !== undefined) return { organ: byWord, site: site ?? text };
  faults.ask({
    code: 'site-unknown-word',
    row,
    column: reader.columnOf('organ'),
    about,
    message: `'${text}' is kept as the site; the organ is read as 'other'`,
    expected: `one of: ${organs.join(', ')}`,
  });
  return { organ: 'other', site: site ?? text };
}

/** How sure a lesion is is said of new ones; of another it is not read. */
function askAboutCertainty(lesion: string, role: string, row: ImportRow, { reader, faults }: CsvGroup): void {
  faults.ask({
    code: 'not-read',
    row,
    column: reader.columnOf('certainty'),
    message: `the certainty of lesion ${lesion} is not read: it is ${role === 'target' ? 'a target' : 'a non-target'}, and only a new lesion is sure or not`,
    expected: "no certainty, or role 'new'",
  });
}

/** Null where the row holds its assessment; it has then been named. */
export function findingOf(
  row: ImportRow,
  group: CsvGroup,
  identity: AssessmentIdentity,
  dates: GroupDates,
): FindingDocument | null {
  const { reader, faults, key } = group;
  const lesion = reader.valueOf(row, 'lesion');
  if (lesion === '') return null;
  const about = [identity.patient?.issuer ?? '', identity.patient?.id ?? '', identity.evaluator ?? '', lesion];
  const role = roleOfWord(reader.valueOf(row, 'role')) ?? oneOf(lesionRoles, row, 'role', group);
  if (role === undefined)
    faults.hold({
      code: 'missing',
      row,
      column: reader.columnOf('role'),
      message: `the role of lesion ${lesion} is blank`,
      expected: `one of: ${lesionRoles.join(', ')}`,
    });
  const axis = oneOf(diameterAxes, row, 'axis', group);
  const certainty = oneOf(certainties, row, 'certainty', group);
  if (certainty && role !== undefined && role !== 'new' && role !== null) askAboutCertainty(lesion, role, row, group);
  const uptake = uptakeOf(row, group);
  const measure = measureOf(row, group);
  if (!role || axis === null || certainty === null || uptake === null || measure === null) return null;
  const examDate = datedRow(row, reader).date;
  const finding: FindingDocument = {
    lesion,
    role,
    ...placeOf(row, group, about),
    axis,
    ...measure,
    certainty,
    uptake,
    mergedInto: reader.valueOf(row, 'merged_into') || undefined,
    reason: reader.valueOf(row, 'reason') || undefined,
    examDate: examDate === '' || examDate === dates.date ? undefined : examDate,
  };
  const place: LesionPlace = { row, sizeColumn: reader.columnOf('size_mm') ?? 'size_mm', about, timepoint: key };
  askAboutAxis(finding, place, faults);
  askAboutMeasurability(
    finding,
    identity.timepoint?.baseline ?? (identity.timepoint?.studyDay ?? Infinity) <= 1,
    place,
    faults,
  );
  for (const text of [finding.size ?? [], finding.fragments ?? []].flat()) askAboutLength(text, place, faults);
  return finding;
}
