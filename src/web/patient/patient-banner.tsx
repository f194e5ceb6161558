import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { TreatmentContext } from '../../core/response/index.js';
import { dayNumber, showInterval } from '../format/dates.js';
import type { Texts } from '../texts/english.js';
import { useTexts } from '../texts/texts.js';
import type { CaseLine, PatientCase } from './case.js';
import { readIdentity } from './case-query.js';
import { factWords } from './fact-words.js';
import styles from './patient.module.css';

/** Who this is, on every screen of a patient. The identity stays hidden until it is asked for, which the audit keeps. */
export function PatientBanner({
  patient,
  line,
}: {
  readonly patient: PatientCase;
  readonly line: CaseLine | undefined;
}) {
  const texts = useTexts();
  const words = factWords(patient.facts, texts);
  const facts: readonly (readonly [string, string | null])[] = [
    [texts.patient.who, words.who],
    [texts.patient.disease, words.disease],
    [texts.patient.stage, words.stage],
    [
      texts.patient.drug,
      line === undefined ? null : given(line, patient.lines.length === 1 ? words.line : null, texts),
    ],
    [texts.patient.ecog, words.ecog],
    [texts.patient.comorbidity, words.comorbidity],
    [texts.patient.wish, words.wish],
  ];
  const missing = facts.flatMap(([name, value]) => (value === null ? [name] : []));
  return (
    <section className={styles['banner']} aria-label={texts.patient.banner}>
      <div className={styles['identity']}>
        <h1>{texts.patient.caseNumber(patient.id)}</h1>
        <Identity patientId={patient.id} />
        {patient.synthetic && <span className={styles['synthetic']}>{texts.patient.synthetic}</span>}
      </div>
      <dl className={styles['facts']}>
        {facts.flatMap(([name, value]) =>
          value === null
            ? []
            : [
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>,
              ],
        )}
        {missing.length > 0 && (
          <div>
            <dt>{texts.patient.notKnown}</dt>
            <dd className={styles['unknown']}>{missing.join(', ')}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** The drugs of the line, since when, and the week of treatment at the last scan; null where no drug was stated. */
function given({ treatment, evaluators }: CaseLine, number: string | null, texts: Texts): string | null {
  const drug = treatment.agents?.map(({ name }) => name).join(' + ');
  if (drug === undefined) return null;
  const scans = evaluators.flatMap(({ timepoints }) =>
    timepoints.flatMap(({ date }) => (date === null ? [] : [dayNumber(date.from)])),
  );
  return texts.patient.given(
    drug,
    number,
    treatment.start === null ? null : showInterval(treatment.start, texts.months),
    weeksOn(treatment, scans),
  );
}

function weeksOn({ start }: TreatmentContext, scans: readonly number[]): number | null {
  if (start === null || start.from !== start.to || scans.length === 0) return null;
  const days = Math.max(...scans) - dayNumber(start.from);
  return days < 0 ? null : Math.floor(days / 7);
}

function Identity({ patientId }: { readonly patientId: string }) {
  const texts = useTexts();
  const reveal = useMutation({ mutationFn: () => readIdentity(patientId) });
  if (reveal.data !== undefined)
    return (
      <span className={styles['revealed']}>
        {reveal.data.patientId} <span className="soft">({reveal.data.issuer})</span>
      </span>
    );
  return (
    <Button
      size="compact-xs"
      variant="default"
      className="screen-only"
      loading={reveal.isPending}
      onClick={() => reveal.mutate()}
      title={texts.patient.revealHint}
    >
      {texts.patient.reveal}
    </Button>
  );
}
