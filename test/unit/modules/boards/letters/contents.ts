import type { LetterContent, MinutesContent } from '../../../../../src/modules/boards/letters/letter-content.js';

export const hash = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
export const chart =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60" font-family="Source Sans 3" font-size="9"><polyline points="5,40 150,30 290,10" fill="none" stroke="#1f4e6b"/></svg>';

/** A letter with something in every part. */
export const letter: LetterContent = {
  language: 'en',
  synthetic: true,
  boardName: 'Head and neck tumour board',
  siteName: 'Klinikum Süd',
  meeting: { date: '2026-03-05', place: 'Room 2.14' },
  patient: { caseLine: 'M61, oropharynx p16+, pembrolizumab 1st line', identifier: 'HN-01' },
  caseNumber: '4711',
  question: 'Should the left neck node be treated locally while pembrolizumab continues?',
  clinicianProposal: 'Neck dissection',
  whyNow: ['N grew 18 to 26 mm', 'three other lesions shrank'],
  lesions: [
    {
      label: 'N',
      site: 'neck, left',
      baseline: '18',
      previousNadir: '18',
      now: '26',
      changeAgainstBaseline: '+44.4 %',
      changeAgainstNadir: '+44.4 %',
      changed: true,
    },
    {
      label: 'L1',
      site: 'lung',
      baseline: '12',
      previousNadir: '12',
      now: '12',
      changeAgainstBaseline: '0.0 %',
      changeAgainstNadir: '0.0 %',
      changed: false,
    },
  ],
  options: [
    { words: 'no local therapy', chosen: false },
    { words: 'neck dissection', chosen: true },
  ],
  decision: {
    kind: 'options-chosen',
    protocol: null,
    intent: 'local-control',
    rationale: 'Growth in one node only.',
    conditions: [
      { kind: 'if', words: 'the carotid is free', owner: 'Dr Groß', expires: '2026-03-19' },
      { kind: 'else', words: 'discuss again', owner: 'Chair', expires: null },
    ],
    actions: [{ words: 'Book MR of the neck', owner: 'Radiology', due: '2026-03-12' }],
    dissent: [{ by: 'Medical oncology', words: 'would have waited' }],
    unknown: ['dose of the 2023 field'],
    quorum: { present: ['Surgery', 'Radiology'], missing: ['Pathology'] },
  },
  amendments: [{ at: '2026-03-06T09:05', by: 'Dr Yılmaz', reason: 'wrong date', text: 'MR on 13 March' }],
  signed: { by: 'Prof. Müller', at: '2026-03-05T15:42', hash },
  chart,
};

/** A letter with nothing in every part that may be empty. */
export const emptyLetter: LetterContent = {
  ...letter,
  synthetic: false,
  siteName: undefined,
  meeting: { date: '2026-03-05', place: null },
  clinicianProposal: null,
  whyNow: [],
  lesions: [],
  options: [],
  decision: {
    kind: 'none-chosen',
    protocol: null,
    intent: 'none-stated',
    rationale: ' ',
    conditions: [],
    actions: [],
    dissent: [],
    unknown: [],
    quorum: { present: [], missing: [] },
  },
  amendments: [],
  chart: null,
};

export const minutes: MinutesContent = {
  language: 'en',
  synthetic: true,
  boardName: 'Head and neck tumour board',
  siteName: 'Klinikum Süd',
  meeting: { date: '2026-03-05', from: '14:30', to: '16:00', place: 'Room 2.14' },
  attendance: [
    { name: 'Prof. Änne Müller', discipline: 'Surgery', from: '14:30', to: '16:00' },
    { name: 'Dr Jürgen Groß', discipline: 'Radiology', from: '14:40', to: '15:20' },
  ],
  quorumRule: 'one of surgery, radiology and oncology each',
  cases: [
    {
      number: '4711',
      question: letter.question,
      chosen: ['neck dissection'],
      outcome: letter.decision,
      signed: letter.signed,
    },
    {
      number: '4712',
      question: 'Biopsy?',
      chosen: [],
      outcome: { kind: 'deferred', reason: 'scan missing' },
      signed: null,
    },
    {
      number: '4713',
      question: 'Switch?',
      chosen: [],
      outcome: { ...letter.decision, kind: 'no-consensus' },
      signed: null,
    },
  ],
};
