import { useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { SegmentedControl } from '@mantine/core';
import { CurveLegend } from '../charts/curve-legend.js';
import { curveSentence } from '../charts/curve-sentence.js';
import type { EvaluatorStanding } from '../charts/lesion-standing.js';
import { SumChart } from '../charts/sum-chart.js';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { Empty } from '../parts/empty.js';
import { useChartTexts } from '../charts/texts/index.js';
import { useWords } from '../texts/words.js';
import { usePatientTexts } from '../record/texts/index.js';
import type { CaseLine, PatientCase, ShownEvaluator } from '../record/case/case.js';
import { caseQuery } from '../record/case/case-query.js';
import { leadingEvaluator, standingOf } from '../record/case/reading.js';
import { Behind } from '../record/behind/behind.js';
import { useCurves } from '../record/lesions/curves.js';
import { EvaluatorsBeside } from '../record/lesions/evaluators-beside.js';
import { LesionTable } from '../record/lesions/lesion-table.js';
import { OtherNumbers } from '../record/other-numbers.js';
import { PatientBanner } from './patient-banner.js';
import { DnaBeside } from '../record/facts/dna-beside.js';
import { StatedCourse } from '../record/facts/stated-course.js';
import { FurtherQuestions, LeadingQuestion, LeadingUnknowns } from './questions/questions.js';
import { Reports } from './questions/reports.js';
import { WhyNow } from './questions/why-now.js';
import styles from '../record/record.module.css';

/** One patient on one screen: who, the question, why now, every lesion over time, the numbers, the options, what is not known. */
export function PatientPage() {
  const { patientId } = useParams({ from: `/inside${routes.patient}` });
  const { data, error, refetch } = useQuery(caseQuery(patientId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <Loading /> : <Case patient={data} />;
}

function Case({ patient }: { readonly patient: PatientCase }) {
  const texts = usePatientTexts();
  const [lineId, setLineId] = useState<string | null>(null);
  const line = patient.lines.find(({ id }) => id === lineId) ?? patient.lines[0];
  return (
    <>
      <PatientBanner patient={patient} line={line} />
      <OtherNumbers patientId={patient.id} />
      <Reports patient={patient} />
      {patient.lines.length > 1 && line !== undefined && (
        <SegmentedControl
          className={styles['lines']}
          aria-label={texts.treatmentLine}
          value={line.id}
          onChange={setLineId}
          data={patient.lines.map(({ id, treatment }, index) => ({
            value: id,
            label:
              treatment.agents?.map(({ name }) => name).join(' + ') ?? texts.lineNumber(patient.lines.length - index),
          }))}
        />
      )}
      {line === undefined ? (
        <Empty title={texts.nothingYet}>
          <p>{texts.nothingYetHint}</p>
        </Empty>
      ) : (
        <Line key={line.id} patient={patient} line={line} />
      )}
    </>
  );
}

function Line({ patient, line }: { readonly patient: PatientCase; readonly line: CaseLine }) {
  const [chosen, choose] = useState<string | null>(null);
  const evaluator = line.evaluators.find((candidate) => candidate.evaluator === chosen) ?? leadingEvaluator(line);
  const standing = standingOf(line, evaluator?.evaluator);
  return (
    <>
      <WhyNow line={line} facts={patient.facts} patientId={patient.id} />
      <div className={styles['columns']}>
        {evaluator !== undefined && standing !== undefined ? (
          <Reading line={line} evaluator={evaluator} standing={standing} facts={patient.facts} onChoose={choose}>
            <LeadingUnknowns line={line} patientId={patient.id} />
          </Reading>
        ) : (
          <div className="card">
            <LeadingUnknowns line={line} patientId={patient.id} />
          </div>
        )}
        <LeadingQuestion patientId={patient.id} line={line} />
      </div>
      {line.evaluators.length > 1 && <EvaluatorsBeside line={line} />}
      <FurtherQuestions line={line} patientId={patient.id} />
      <StatedCourse line={line} facts={patient.facts} />
      <Behind patientId={patient.id} line={line} evaluator={evaluator} />
    </>
  );
}

interface ReadingProps {
  readonly line: CaseLine;
  readonly evaluator: ShownEvaluator;
  readonly standing: EvaluatorStanding;
  readonly facts: PatientCase['facts'];
  readonly onChoose: (evaluator: string) => void;
  /** What stands between the lesions and their sum. */
  readonly children: ReactNode;
}

/** One evaluator's reading: every lesion with its curve and its numbers, then their sum. */
function Reading({ line, evaluator, standing, facts, onChoose, children }: ReadingProps) {
  const texts = usePatientTexts();
  const charts = useChartTexts();
  const words = useWords();
  const curves = useCurves(line, evaluator);
  return (
    <section className="card" aria-labelledby="lesions">
      <h2 id="lesions" className="visually-hidden">
        {texts.everyLesion}
      </h2>
      {line.evaluators.length > 1 && (
        <SegmentedControl
          mb={4}
          size="xs"
          aria-label={texts.reader}
          value={evaluator.evaluator}
          onChange={onChoose}
          data={line.evaluators.map((one) => one.evaluator)}
        />
      )}
      <figure className={styles['figure']}>
        <figcaption className={styles['sentence']}>
          {curveSentence(standing, curves.axis, charts, words)}{' '}
          <a href="#sizes" className="screen-only">
            {charts.asTable}
          </a>
        </figcaption>
        <LesionTable line={line} evaluator={evaluator} standing={standing} curves={curves} />
      </figure>
      {children}
      <div className={styles['sum-row']}>
        <div>
          <SumChart
            standing={standing}
            timepoints={evaluator.timepoints}
            axis={curves.axis}
            treatments={curves.treatments}
          />
          <DnaBeside facts={facts} axis={curves.axis} tableAt="stated-course" />
        </div>
        <CurveLegend treatments={curves.treatments} />
      </div>
    </section>
  );
}
