/** Rows out of CDISC Dataset-JSON 1.1, as one object or as one value a line. */
import { faultOfParser, recordsOf, recordStream } from '../record-parser.js';
import type { RowSource } from '../row-source.js';
import { DatasetJsonParser } from './dataset-json-parser.js';

/** Names that the standard gives to an object of its own, and nobody else does. */
const ownName =
  /^(?:\xef\xbb\xbf)?\s*\{[^[\]]{0,4000}?"(?:datasetJSONVersion|datasetJSONCreationDateTime|itemGroupOID)"\s*:/;

export const datasetJsonSource: RowSource = {
  name: 'dataset-json',
  isText: false,
  signs: {
    endings: [],
    starts: [],
    tells: (start) => ownName.test(Buffer.from(start.subarray(0, 4_096)).toString('latin1')),
  },
  reader: () => ({ stream: recordStream(new DatasetJsonParser()), notes: () => [] }),
  read: (bytes) => recordsOf(new DatasetJsonParser(), bytes),
  faultIn: faultOfParser,
};
