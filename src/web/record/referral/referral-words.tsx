import { showDate } from '../../format/dates.js';
import { useWords } from '../../texts/words.js';
import { usePatientTexts } from '../texts/index.js';
import styles from './referral-words.module.css';

const dates: readonly string[] = ['by'];

/** In the order in which they are read; who the patient is stands in the record. */
const fields = [
  'question',
  'proposal',
  'summary',
  'patientKnows',
  'ecog',
  'comorbidity',
  'by',
  'byClock',
  'presenter',
] as const;

/** What the clinician wrote who referred the patient; what was left out is not there. */
export function ReferralWords({ form }: { readonly form: Readonly<Record<string, unknown>> }) {
  const texts = usePatientTexts();
  const { months } = useWords();
  const worded = (field: string, value: unknown): string =>
    typeof value === 'string' && dates.includes(field) ? showDate(value, months) : String(value);
  return (
    <dl className={styles['referral']}>
      {fields
        .filter((field) => form[field] !== undefined && form[field] !== null && form[field] !== '')
        .map((field) => (
          <div key={field}>
            <dt>{texts.referralField(field)}</dt>
            <dd>{worded(field, form[field])}</dd>
          </div>
        ))}
    </dl>
  );
}
