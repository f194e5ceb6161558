import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { SegmentedControl } from '@mantine/core';
import type { EvaluatorClassification } from '../../core/response/index.js';
import { LesionStrip } from '../charts/lesion-strip.js';
import { SumChart } from '../charts/sum-chart.js';
import { LoadFailure } from '../app/failure.js';
import { Loading } from '../app/loading.js';
import { routes } from '../app/routes.js';
import { Empty } from '../parts/empty.js';
import { useTexts } from '../texts/texts.js';
import type { CaseLine, PatientCase } from './case.js';
import { caseQuery } from './case-query.js';
import { Behind } from './behind.js';
import { useCurves } from './curves.js';
import { EvaluatorsBeside } from './evaluators-beside.js';
import { LesionTable } from './lesion-table.js';
import { PatientBanner } from './patient-banner.js';
import { Questions } from './questions.js';
import { WhyNow } from './why-now.js';
import styles from './patient.module.css';

/** One patient on one screen: who, the question, why now, every lesion over time, the numbers, the options, what is not known. */
export function PatientPage() {
  const { patientId } = useParams({ from: `/inside${routes.patient}` });
  const { data, error, refetch } = useQuery(caseQuery(patientId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <Loading /> : <Case patient={data} />;
}

function Case({ patient }: { readonly patient: PatientCase }) {
  const texts = useTexts();
  const [lineId, setLineId] = useState<string | null>(null);
  const line = patient.lines.find(({ id }) => id === lineId) ?? patient.lines[0];
  return (
    <>
      <PatientBanner patient={patient} line={line} />
      {patient.lines.length > 1 && line !== undefined && (
        <SegmentedControl
          className={styles['lines']} aria-label={texts.patient.treatmentLine} value={line.id} onChange={setLineId}
          data={patient.lines.map(({ id, treatment }, index) => ({ value: id, label: treatment.agents?.map(({ name }) => name).join(' + ') ?? texts.patient.lineNumber(patient.lines.length - index) }))}
        />
      )}
      {line === undefined ? <Empty title={texts.patient.nothingYet}><p>{texts.patient.nothingYetHint}</p></Empty> : <Line key={line.id} line={line} />}
    </>
  );
}

/** The reading that the page leads with: the designated clinical reader's, else one that raised the flag, else the first. */
function leading(line: CaseLine): EvaluatorClassification | undefined {
  const sees = line.flags.flatMap(({ evaluatorsFor }) => evaluatorsFor);
  return line.evaluators.find(({ evaluator }) => evaluator === line.clinicalEvaluator)
    ?? line.evaluators.find(({ evaluator }) => sees.includes(evaluator)) ?? line.evaluators[0];
}

function Line({ line }: { readonly line: CaseLine }) {
  const [chosen, choose] = useState<string | null>(null);
  const evaluator = line.evaluators.find((candidate) => candidate.evaluator === chosen) ?? leading(line);
  return (
    <>
      <WhyNow line={line} />
      {evaluator !== undefined && <Reading line={line} evaluator={evaluator} onChoose={choose} />}
      {line.evaluators.length > 1 && <EvaluatorsBeside line={line} />}
      <Behind line={line} />
    </>
  );
}

interface ReadingProps {
  readonly line: CaseLine;
  readonly evaluator: EvaluatorClassification;
  readonly onChoose: (evaluator: string) => void;
}

/** One evaluator's reading: the strip across the page, then the numbers beside what could be discussed. */
function Reading({ line, evaluator, onChoose }: ReadingProps) {
  const texts = useTexts();
  const { axis, treatments, localTreatments } = useCurves(line, evaluator);
  return (
    <>
      <section className={`card ${styles['curves']}`} aria-labelledby="curves">
        <div className={styles['section-head']}>
          <h2 id="curves" className="visually-hidden">{texts.patient.everyLesion}</h2>
          {line.evaluators.length > 1 && (
            <SegmentedControl size="xs" aria-label={texts.patient.reader} value={evaluator.evaluator} onChange={onChoose} data={line.evaluators.map((one) => one.evaluator)} />
          )}
        </div>
        <div className={styles['charts']}>
          <LesionStrip lesions={evaluator.lesions} axis={axis} treatments={treatments} localTreatments={localTreatments} />
          <SumChart timepoints={evaluator.timepoints} axis={axis} treatments={treatments} />
        </div>
      </section>
      <div className={styles['columns']}>
        <section className="card" aria-labelledby="lesions">
          <h2 id="lesions">{texts.patient.lesions}</h2>
          <LesionTable evaluator={evaluator} facts={line.lesionFacts} />
        </section>
        <Questions line={line} />
      </div>
    </>
  );
}
