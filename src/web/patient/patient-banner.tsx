import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TreatmentContext } from '../../core/response/index.js';
import { LastDecision } from '../decided/previous-decision.js';
import { dayNumber, showInterval } from '../format/dates.js';
import { routes } from '../frame/routes.js';
import { useWords } from '../texts/words.js';
import type { Words } from '../texts/english.js';
import { usePatientTexts } from '../record/texts/index.js';
import type { PatientTexts } from '../record/texts/english.js';
import type { CaseLine, PatientCase } from '../record/case/case.js';
import { readIdentity } from '../record/case/case-query.js';
import { openCasesQuery } from '../record/case/open-case-query.js';
import { factWords } from '../record/facts/fact-words.js';
import styles from '../record/record.module.css';

/** Who this is, on every screen of a patient. The identity stays hidden until it is asked for, which the audit keeps. */
export function PatientBanner({
  patient,
  line,
}: {
  readonly patient: PatientCase;
  readonly line: CaseLine | undefined;
}) {
  const texts = usePatientTexts();
  const words = useWords();
  const stated = factWords(patient.facts, texts, words);
  const facts: readonly (readonly [string, string | null])[] = [
    [texts.who, stated.who],
    [texts.disease, stated.disease],
    [texts.stage, stated.stage],
    [
      texts.drug,
      line === undefined ? null : given(line, patient.lines.length === 1 ? stated.line : null, texts, words),
    ],
    [texts.ecog, stated.ecog],
    [texts.comorbidity, stated.comorbidity],
    [texts.wish, stated.wish],
  ];
  const missing = facts.flatMap(([name, value]) => (value === null ? [name] : []));
  return (
    <section className={styles['banner']} aria-label={texts.banner}>
      <div className={styles['identity']}>
        <h1>{words.patientNumber(patient.id)}</h1>
        <Identity patientId={patient.id} />
        <WaysToTheBoard patientId={patient.id} />
        {patient.synthetic && <span className={styles['synthetic']}>{texts.synthetic}</span>}
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
            <dt>{texts.notKnown}</dt>
            <dd className={styles['unknown']}>{missing.join(', ')}</dd>
          </div>
        )}
      </dl>
      <LastDecision patientId={patient.id} />
    </section>
  );
}

/** The drugs of the line, since when, and the week of treatment at the last scan; null where no drug was stated. */
function given(
  { treatment, evaluators }: CaseLine,
  number: string | null,
  texts: PatientTexts,
  { months }: Words,
): string | null {
  const drug = treatment.agents?.map(({ name }) => name).join(' + ');
  if (drug === undefined) return null;
  const scans = evaluators.flatMap(({ timepoints }) =>
    timepoints.flatMap(({ date }) => (date === null ? [] : [dayNumber(date.from)])),
  );
  return texts.given(
    drug,
    number,
    treatment.start === null ? null : showInterval(treatment.start, months),
    weeksOn(treatment, scans),
  );
}

function weeksOn({ start }: TreatmentContext, scans: readonly number[]): number | null {
  if (start === null || start.from !== start.to || scans.length === 0) return null;
  const days = Math.max(...scans) - dayNumber(start.from);
  return days < 0 ? null : Math.floor(days / 7);
}

/** The open cases of the patient, and the way to refer to a board. */
function WaysToTheBoard({ patientId }: { readonly patientId: string }) {
  const texts = usePatientTexts();
  const cases = useQuery(openCasesQuery(patientId)).data ?? [];
  return (
    <span className={`${styles['ways']} screen-only`}>
      {cases.map(({ id, number, boardName }) => (
        <Link key={id} to={routes.case} params={{ caseId: id }} search={{}} title={boardName}>
          {texts.openCase(number)}
        </Link>
      ))}
      <a href={`/referrals/new?patientId=${patientId}`}>{texts.refer}</a>
    </span>
  );
}

function Identity({ patientId }: { readonly patientId: string }) {
  const texts = usePatientTexts();
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
      title={texts.revealHint}
    >
      {texts.reveal}
    </Button>
  );
}
