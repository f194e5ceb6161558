import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { showInterval } from '../format/dates.js';
import { useTexts } from '../texts/texts.js';
import type { CaseLine, PatientCase } from './case.js';
import { readIdentity } from './case-query.js';
import { factWords } from './fact-words.js';
import styles from './patient.module.css';

/** Who this is, on every screen of a patient. The identity stays hidden until it is asked for, which the audit keeps. */
export function PatientBanner({ patient, line }: { readonly patient: PatientCase; readonly line: CaseLine | undefined }) {
  const texts = useTexts();
  const words = factWords(patient.facts, texts);
  const treatment = line?.treatment;
  const drug = treatment?.agents?.map(({ name }) => name).join(' + ') ?? null;
  const facts: readonly (readonly [string, string | null])[] = [
    [texts.patient.who, words.who], [texts.patient.disease, words.disease],
    [texts.patient.drug, drug === null || !treatment?.start ? drug : texts.patient.since(drug, showInterval(treatment.start, texts.months))],
    ['ECOG', words.ecog], [texts.patient.comorbidity, words.comorbidity], [texts.patient.wish, words.wish],
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
        {facts.flatMap(([name, value]) => (value === null ? [] : [<div key={name}><dt>{name}</dt><dd>{value}</dd></div>]))}
        {missing.length > 0 && <div><dt>{texts.patient.notKnown}</dt><dd className={styles['unknown']}>{missing.join(', ')}</dd></div>}
      </dl>
    </section>
  );
}

function Identity({ patientId }: { readonly patientId: string }) {
  const texts = useTexts();
  const reveal = useMutation({ mutationFn: () => readIdentity(patientId) });
  if (reveal.data !== undefined) return <span className={styles['revealed']}>{reveal.data.patientId} <span className="soft">({reveal.data.issuer})</span></span>;
  return <Button size="compact-xs" variant="default" className="screen-only" loading={reveal.isPending} onClick={() => reveal.mutate()} title={texts.patient.revealHint}>{texts.patient.reveal}</Button>;
}
