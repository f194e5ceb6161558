/** What a workbook holds beside the rows: its sheets, shared texts, formats and calendar (ECMA-376 parts 1 and 2). */
import { refuse } from '../record-parser.js';
import { type CellFormat, readCellFormats } from './cell-formats.js';
import { unescaped, type SheetContext } from './sheet-parser.js';
import { attributeIn, readXml } from './xml-tokens.js';
import { ZipArchive } from './zip-archive.js';

/** Largest parts: the list of sheets and the formats; the shared texts. */
const mostBytes = { small: 16_000_000, texts: 256_000_000 } as const;
const mostTexts = 4_000_000;

const expected = 'a workbook as a spreadsheet program saves it (XLSX)';

interface Sheet {
  readonly name: string;
  readonly relation: string;
  readonly hidden: boolean;
}

export interface OpenSheet {
  readonly archive: ZipArchive;
  /** The part of the archive with the rows. */
  readonly part: string;
  readonly context: SheetContext;
}

/**
 * Opens the sheet that is meant: the one named, else the only one that is not hidden. Of several none is chosen.
 * @throws UnreadableFile
 */
export function openSheet(bytes: Buffer, named: string | undefined): OpenSheet {
  const archive = new ZipArchive(bytes);
  refuseOthers(archive);
  const { sheets, calendar } = readWorkbook(archive);
  const sheet = chosenSheet(sheets, named);
  const targets = readRelations(archive);
  const part = targets.get(sheet.relation);
  if (part === undefined || !archive.has(part))
    return refuse('unreadable', `the sheet '${sheet.name}' has no rows of its own`, 'a sheet of cells');
  return { archive, part, context: { calendar, texts: readTexts(archive), formats: readFormats(archive) } };
}

function refuseOthers(archive: ZipArchive): void {
  if (archive.has('xl/workbook.xml')) return;
  const asXlsx = 'the same table saved as XLSX or CSV';
  if (archive.has('xl/workbook.bin')) refuse('unreadable', 'the file is a binary Excel workbook (XLSB)', asXlsx);
  if (archive.has('content.xml')) refuse('unreadable', 'the file is an OpenDocument file (ODS)', asXlsx);
  if (archive.has('word/document.xml')) refuse('unreadable', 'the file is a Word document', asXlsx);
  const [first] = archive.names;
  refuse(
    'unreadable',
    `the file is a ZIP archive${first === undefined ? '' : ` ('${first.slice(0, 60)}' in it)`}, no workbook`,
    'its files one by one, each plain or gzip',
  );
}

function readWorkbook(archive: ZipArchive): { readonly sheets: readonly Sheet[]; readonly calendar: 1900 | 1904 } {
  const sheets: Sheet[] = [];
  let calendar: 1900 | 1904 = 1900;
  readXml(archive.unpacked('xl/workbook.xml', mostBytes.small), {
    open: (name, attributes) => {
      if (name === 'workbookPr' && ['1', 'true'].includes(attributeIn(attributes, 'date1904') ?? '')) calendar = 1904;
      if (name === 'sheet')
        sheets.push({
          name: attributeIn(attributes, 'name') ?? '',
          relation: attributeIn(attributes, 'id') ?? '',
          hidden: (attributeIn(attributes, 'state') ?? 'visible') !== 'visible',
        });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return { sheets, calendar };
}

function chosenSheet(sheets: readonly Sheet[], named: string | undefined): Sheet {
  const shown = sheets.filter(({ hidden }) => !hidden);
  const names = shown
    .slice(0, 20)
    .map(({ name }) => `'${name}'`)
    .join(', ');
  if (named !== undefined) {
    const found = sheets.find(({ name }) => name === named);
    return found ?? refuse('ambiguous', `the workbook has no sheet '${named}'`, `one of its sheets: ${names}`);
  }
  const [only] = shown;
  if (only === undefined) return refuse('unreadable', 'the workbook shows no sheet', expected);
  return shown.length === 1
    ? only
    : refuse(
        'ambiguous',
        `the workbook has ${shown.length} sheets, and none is named: ${names}`,
        'the name of the sheet that is meant',
      );
}

function readRelations(archive: ZipArchive): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  readXml(archive.unpacked('xl/_rels/workbook.xml.rels', mostBytes.small), {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributeIn(attributes, 'TargetMode') === 'External') return;
      const target = attributeIn(attributes, 'Target') ?? '';
      const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
      if (attributeIn(attributes, 'Type')?.endsWith('/worksheet') === true)
        targets.set(attributeIn(attributes, 'Id') ?? '', part);
    },
    close: () => undefined,
    text: () => undefined,
  });
  return targets;
}

function readFormats(archive: ZipArchive): readonly CellFormat[] {
  return archive.has('xl/styles.xml') ? readCellFormats(archive.unpacked('xl/styles.xml', mostBytes.small)) : [];
}

/** Texts that cells share, each with its runs put together and without the reading aids of East Asian writing. */
function readTexts(archive: ZipArchive): readonly string[] {
  if (!archive.has('xl/sharedStrings.xml')) return [];
  const texts: string[] = [];
  let text = '';
  let isRead = false;
  let inPhonetic = false;
  readXml(archive.unpacked('xl/sharedStrings.xml', mostBytes.texts), {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') inPhonetic = true;
      else if (name === 't') isRead = !inPhonetic;
    },
    close: (name) => {
      if (name === 't') isRead = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'si') {
        texts.push(unescaped(text));
        if (texts.length > mostTexts)
          refuse('too-large', `the workbook shares more than ${mostTexts} texts`, 'a smaller workbook, or CSV');
      }
    },
    text: (piece) => {
      if (isRead) text += piece;
    },
  });
  return texts;
}
