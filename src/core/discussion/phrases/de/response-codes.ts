import type { ConfirmationRoute, FindingState, ProgressionCategory, RecistReadings } from '../../../response/index.js';

type ReadingCode = Extract<RecistReadings[keyof RecistReadings], string>;

const readings: Readonly<Record<ReadingCode, string>> = {
  'ne-unless-rest-is-pd': 'NE, sofern der gemessene Rest nicht PD ist',
  ne: 'NE',
  'complete-sums': 'aus vollständigen Summen',
  'measured-parts': 'aus gemessenen Anteilen',
  'cr-even-if-sum-rose': 'CR, auch wenn die Summe stieg',
  'pd-by-sum-first': 'zuerst PD nach der Summe',
  'stays-until-pd': 'bleibt bis zur PD',
  memoryless: 'jede Untersuchung für sich',
  pr: 'PR',
  'by-size': 'nach der Größe',
  'after-confirmed-cr': 'nach bestätigter CR',
  'after-any-cr': 'nach jeder CR',
  'by-size-only': 'nur nach der Größe',
  'pd-while-present': 'PD, solange sie vorhanden ist',
  'evaluated-rest': 'nach den beurteilten',
  'still-present': 'weiterhin vorhanden',
  'not-counted': 'nicht gezählt',
  'dated-back': 'zurückdatiert',
  'from-the-unequivocal-scan': 'ab der eindeutigen Untersuchung',
  'classify-and-mark': 'weiter klassifiziert und gekennzeichnet',
  'stays-pd': 'bleibt PD',
};

const routes: Readonly<Record<ConfirmationRoute, string>> = {
  'target-growth': 'Wachstum der Zielläsionen',
  'non-target-increase': 'Zunahme der Nicht-Zielläsionen',
  'new-lesion-growth': 'Wachstum neuer Läsionen',
  'another-new-lesion': 'weitere neue Läsion',
  'new-category': 'Progress in einer weiteren Kategorie',
};

const categories: Readonly<Record<ProgressionCategory, string>> = {
  target: 'Zielläsionen',
  'non-target': 'Nicht-Zielläsionen',
  'new-lesion': 'neue Läsionen',
};

/** Codes of the response core by what they are called in German; responses such as PR or iUPD are the same in every language. */
export const codes: Readonly<Record<string, string>> = {
  ...readings,
  ...routes,
  ...categories,
  met: 'erfüllt',
  'not-met': 'nicht erfüllt',
  'not-assessable': 'nicht beurteilbar',
  'not-applicable': 'nicht anwendbar',
  yes: 'ja',
  no: 'nein',
  equivocal: 'fraglich',
  unknown: 'nicht bekannt',
  none: 'keines',
  disregarded: 'nicht berücksichtigt',
  'after-confirmed-progression': 'nach bestätigtem Progress',
};

export const findingStates: Readonly<Record<FindingState, string>> = {
  measured: 'gemessen',
  'too-small-to-measure': 'zu klein zum Messen',
  absent: 'verschwunden',
  present: 'vorhanden',
  decreased: 'kleiner',
  unchanged: 'unverändert',
  increased: 'größer',
  'unequivocal-progression': 'eindeutiger Progress',
  merged: 'verschmolzen',
  'not-evaluable': 'nicht beurteilbar',
  'not-done': 'nicht erfolgt',
};
