import { useState } from 'react';
import { Button } from '@mantine/core';
import { showPartialDate } from '../../format/dates.js';
import { coordinatesAny } from '../../session/rights.js';
import { useSession } from '../../session/session.js';
import { usePatientTexts } from '../../record/texts/index.js';
import { useWords } from '../../texts/words.js';
import type { PatientCase, ReportedFinding } from '../../record/case/case.js';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import styles from '../../record/record.module.css';

const NamedConfirmation = lazyDialogue(() => import('../../record/facts/named-confirmation.js'), 'NamedConfirmation');

/** Reported findings that nobody has acknowledged: quoted, dated, and listed until a named clinician does. No countdown, no colour of danger. */
export function Reports({ patient: { id, reports } }: { readonly patient: PatientCase }) {
  const texts = usePatientTexts();
  if (reports.length === 0) return null;
  return (
    <section className={`card ${styles['reports']}`} aria-labelledby="reports">
      <h2 id="reports">{texts.reportsTitle}</h2>
      <ul>
        {reports.map((report) => (
          <Report key={`${report.what} ${report.report} ${report.date}`} patientId={id} report={report} />
        ))}
      </ul>
      <p className="small">
        {texts.contactTeam} <span className="soft">{texts.onlyReported}</span>
      </p>
    </section>
  );
}

function Report({
  patientId,
  report: { what, report, date },
}: {
  readonly patientId: string;
  readonly report: ReportedFinding;
}) {
  const texts = usePatientTexts();
  const wordsTexts = useWords();
  const mayState = coordinatesAny(useSession());
  const [acknowledging, setAcknowledging] = useState(false);
  const words = texts.reported(
    report,
    texts.choice(what),
    date === null ? null : showPartialDate(date, wordsTexts.months),
  );
  return (
    <li>
      <span>{words}</span>
      {mayState && (
        <Button size="compact-sm" variant="default" className="screen-only" onClick={() => setAcknowledging(true)}>
          {texts.acknowledge}
        </Button>
      )}
      {acknowledging && (
        <NamedConfirmation
          patientId={patientId}
          title={texts.acknowledgeTitle}
          about={words}
          byLabel={texts.acknowledgedBy}
          onLabel={texts.acknowledgedOn}
          submit={texts.acknowledgeNow}
          fact={({ by, on }) => ({
            name: 'organ-at-risk-acknowledged',
            state: 'known',
            value: { what, by },
            date: on,
            source: by,
          })}
          onClose={() => setAcknowledging(false)}
        />
      )}
    </li>
  );
}
