import type { ImportFormat } from '../import-model.js';

export const english = {
  none: 'No upload yet',
  noneHint: 'Send a file above; it is taken in while you go on working.',
  upload: 'New upload',
  format: 'Format',
  formats: {
    csv: 'Table',
    sdtm: 'CDISC SDTM',
    documents: 'Documents',
  } satisfies Readonly<Record<ImportFormat, string>>,
  formatHints: {
    csv: 'CSV, Excel workbook, SAS transport file or Dataset-JSON: one row a measurement, with the columns that docs/formats.md lists; a name that is not known is told with what would be right.',
    sdtm: 'Both files together: the TU and the TR domain, each as CSV, SAS transport file, Dataset-JSON or Excel workbook.',
    documents:
      'One or more files of JSON, FHIR, DICOM SR or HL7 v2; what each is, is told by its content. What is not read is listed with the questions.',
  } satisfies Readonly<Record<ImportFormat, string>>,
  files: 'Files',
  choose: (several: boolean): string => (several ? 'Choose files …' : 'Choose a file …'),
  noneChosen: 'none chosen',
  noFile: 'Choose a file first.',
  send: 'Send',
  sent: (percent: number) => `${percent} % sent`,
  accepted: 'Received. It is being taken in; the list below follows.',
  brokenOff: 'The upload broke off; nothing of it was kept. Send it again.',
  expected: (what: string) => `expected ${what}`,
  received: 'Received',
  follow: 'Follow it',
  uploadedBy: 'Uploaded by',
  sender: 'On behalf of',
  senderHint: (name: string) =>
    `The sending system, such as “Radiology north”; left empty, ${name}. A column “issuer” in the file goes before it.`,
  board: 'Board',
  boardHint: 'Board on which new patients stand',
  rows: 'Rows',
  taken: 'Taken',
  known: 'Known before',
  heldCount: 'Held',
  states: { done: 'done', failed: 'ended by a fault' },
  progress: (done: number, of: number, seconds: number | null) =>
    of === 0 ? 'reading' : `${done} of ${of} assessments${seconds === null ? '' : `, about ${seconds} s left`}`,
  kind: 'Held or asked',
  kinds: { holds: 'Held', asks: 'Questions beside those taken' },
  value: 'As sent',
  of: (when: string) => `Upload of ${when}`,
  heldTitle: 'Waits for the sender',
  nothingHeld: { holds: 'Nothing is held', asks: 'Nothing is asked' },
  download: 'Download as CSV',
  file: 'File',
  row: 'Row',
  column: 'Column',
  message: 'What is wrong',
  wouldBeRight: 'What would be right',
  state: 'State',
  more: 'Load more',
};

export type ImportTexts = typeof english;
