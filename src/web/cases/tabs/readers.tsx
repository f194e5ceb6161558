import { useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import { SumChart } from '../../charts/sum-chart.js';
import { CurveLegend } from '../../charts/curve-legend.js';
import { AllSizes } from '../../record/behind/behind.js';
import { standingOf } from '../../record/case/reading.js';
import type { CaseLine, PatientCase, ShownEvaluator } from '../../record/case/case.js';
import { DnaBeside } from '../../record/facts/dna-beside.js';
import { useCurves } from '../../record/lesions/curves.js';
import { EvaluatorsBeside } from '../../record/lesions/evaluators-beside.js';
import { LesionTable } from '../../record/lesions/lesion-table.js';
import { usePatientTexts } from '../../record/texts/index.js';
import type { EvaluatorStanding } from '../../charts/lesion-standing.js';
import styles from '../cases.module.css';

interface ReadersProps {
  readonly line: CaseLine;
  readonly facts: PatientCase['facts'];
  readonly leading: ShownEvaluator;
}

/** Every reader's lesions with the band of measurement noise, all readers side by side, and all sizes. */
export function Readers({ line, facts, leading }: ReadersProps) {
  const texts = usePatientTexts();
  const [chosen, choose] = useState(leading.evaluator);
  const evaluator = line.evaluators.find((one) => one.evaluator === chosen) ?? leading;
  const standing = standingOf(line, evaluator.evaluator);
  return (
    <>
      {line.evaluators.length > 1 && (
        <>
          <SegmentedControl
            size="xs"
            aria-label={texts.reader}
            value={evaluator.evaluator}
            onChange={choose}
            data={line.evaluators.map((one) => one.evaluator)}
          />
          <EvaluatorsBeside line={line} />
        </>
      )}
      {standing !== undefined && <Reading line={line} facts={facts} evaluator={evaluator} standing={standing} />}
      <AllSizes evaluator={evaluator} />
    </>
  );
}

interface ReadingProps {
  readonly line: CaseLine;
  readonly facts: PatientCase['facts'];
  readonly evaluator: ShownEvaluator;
  readonly standing: EvaluatorStanding;
}

function Reading({ line, facts, evaluator, standing }: ReadingProps) {
  const texts = usePatientTexts();
  const curves = useCurves(line, evaluator);
  return (
    <section aria-label={texts.everyLesion}>
      <LesionTable line={line} evaluator={evaluator} standing={standing} curves={curves} />
      <div className={styles['sum']}>
        <SumChart
          standing={standing}
          timepoints={evaluator.timepoints}
          axis={curves.axis}
          treatments={curves.treatments}
        />
        <DnaBeside facts={facts} axis={curves.axis} />
      </div>
      <CurveLegend treatments={curves.treatments} />
    </section>
  );
}
