import type { ReferralForm } from './referral-query.js';

/** A form as it is typed: every field a text, '' while it is empty. */
export interface TypedForm {
  readonly issuer: string;
  readonly patientNumber: string;
  readonly question: string;
  readonly proposal: string;
  readonly patientKnows: string;
  readonly ecog: string;
  readonly comorbidity: string;
  readonly by: string;
  readonly byClock: string;
  readonly presenter: string;
  readonly summary: string;
}

export type TypedField = keyof TypedForm;

const texts = ['question', 'proposal', 'patientKnows', 'comorbidity', 'by', 'byClock', 'presenter', 'summary'] as const;

export const typedOf = ({ patient, ecog, ...form }: ReferralForm): TypedForm => ({
  issuer: patient?.issuer ?? '',
  patientNumber: patient?.id ?? '',
  ecog: ecog === undefined ? '' : String(ecog),
  question: form.question ?? '',
  proposal: form.proposal ?? '',
  patientKnows: form.patientKnows ?? '',
  comorbidity: form.comorbidity ?? '',
  by: form.by ?? '',
  byClock: form.byClock ?? '',
  presenter: form.presenter ?? '',
  summary: form.summary ?? '',
});

/** What the service keeps of it; a patient's number is kept once its issuer is there too. */
export function formOf(typed: TypedForm): ReferralForm {
  const filled = texts.flatMap((field) => (typed[field].trim() === '' ? [] : [[field, typed[field].trim()] as const]));
  const issuer = typed.issuer.trim();
  const id = typed.patientNumber.trim();
  return {
    ...Object.fromEntries(filled),
    ...(typed.ecog === '' ? {} : { ecog: Number(typed.ecog) }),
    ...(issuer === '' || id === '' ? {} : { patient: { issuer, id } }),
  };
}

/** Fields that are needed and empty, in the order of the form. */
export const missingIn = (typed: TypedForm, ofKnownPatient: boolean): readonly TypedField[] => [
  ...(ofKnownPatient || (typed.issuer.trim() !== '' && typed.patientNumber.trim() !== '')
    ? []
    : [typed.patientNumber.trim() === '' ? ('patientNumber' as const) : ('issuer' as const)]),
  ...(['question', 'presenter'] as const).filter((field) => typed[field].trim() === ''),
];
