import { useWords } from '../../texts/words.js';
import type { CaseFact, CaseLine } from '../case/case.js';
import { usePatientTexts } from '../texts/index.js';
import { treatmentWords } from './fact-words.js';
import { seriesOf } from './series.js';
import { SeriesTable } from './series-table.js';
import styles from '../record.module.css';

/** What goes on beside the lesions: values that were stated on several days with their curves, and the courses of radiotherapy. */
export function StatedCourse({ line, facts }: { readonly line: CaseLine; readonly facts: readonly CaseFact[] }) {
  const texts = usePatientTexts();
  const { months } = useWords();
  const series = seriesOf(facts, texts);
  const treated = treatmentWords(facts, texts, months);
  if (series.length + line.radiotherapy.length + treated.length === 0) return null;
  return (
    <section className={`card ${styles['question-card']}`} aria-labelledby="stated-course">
      <h2 id="stated-course">{texts.statedCourse}</h2>
      {series.length > 0 && <SeriesTable series={series} />}
      {line.radiotherapy.length + treated.length > 0 && (
        <ul className={styles['plain']}>
          {treated.map((words) => (
            <li key={words}>{words}</li>
          ))}
          {line.radiotherapy.map((course) => (
            <li key={course}>{course}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
