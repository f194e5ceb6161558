/** Rows out of SAS transport files (XPT), the form in which trials submit SDTM. */
import { faultOfParser, recordsOf, recordStream } from '../record-parser.js';
import type { RowSource } from '../row-source.js';
import { libraryTitles } from './xpt-layout.js';
import { XptParser } from './xpt-parser.js';

export const xptSource: RowSource = {
  name: 'xpt',
  isText: false,
  signs: { endings: ['.xpt', '.xport'], starts: libraryTitles.map((title) => [...Buffer.from(title, 'latin1')]) },
  reader: () => ({ stream: recordStream(new XptParser()), notes: () => [] }),
  read: (bytes) => recordsOf(new XptParser(), bytes),
  faultIn: faultOfParser,
};
