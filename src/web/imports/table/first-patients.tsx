import { showPartialDate } from '../../format/dates.js';
import { useWords } from '../../texts/words.js';
import type { TableFault, TablePreview } from './table-model.js';
import { useTableTexts } from './texts/index.js';
import imports from '../imports.module.css';
import parts from '../../parts/parts.module.css';
import styles from './table.module.css';

type Timepoint = TablePreview['patients'][number]['timepoints'][number];

/** The first patients of the file as the service would take them, with what would be held or asked at its place. */
export function FirstPatients({ preview }: { readonly preview: TablePreview }) {
  const texts = useTableTexts();
  const { patients, refused, cut } = preview;
  return (
    <section className={`card ${styles['section']}`} aria-labelledby="first">
      <h2 id="first">{texts.firstTitle}</h2>
      {refused.length > 0 && (
        <>
          <p>{texts.notYet}</p>
          <Faults faults={refused} mark={texts.missingMark} />
        </>
      )}
      {patients.map(({ patient, timepoints }, index) => (
        <div
          key={`${index} ${patient}`}
          className={imports['scroll']}
          tabIndex={0}
          role="group"
          aria-label={texts.patient(patient)}
        >
          <table className={imports['table']}>
            <caption className={styles['patient']}>{texts.patient(patient)}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.columns.timepoint}</th>
                <th scope="col">{texts.columns.evaluator}</th>
                <th scope="col">{texts.found}</th>
                <th scope="col">{texts.becomes}</th>
              </tr>
            </thead>
            <tbody>
              {timepoints.map((timepoint, at) => (
                <tr key={`${at} ${timepoint.label ?? ''}`}>
                  <th scope="row">
                    <When timepoint={timepoint} />
                  </th>
                  <td>{timepoint.evaluator ?? '–'}</td>
                  <td>
                    <Findings of={timepoint} />
                  </td>
                  <td>
                    {timepoint.held.length === 0 ? (
                      texts.isTaken
                    ) : (
                      <span className={parts['held']}>▨ {texts.isHeld}</span>
                    )}
                    <Faults faults={timepoint.held} mark={texts.heldMark} />
                    <Faults faults={timepoint.asks} mark={texts.askedMark} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
      {cut && <p className="soft small">{texts.cut}</p>}
    </section>
  );
}

function When({ timepoint: { label, date, studyDay } }: { readonly timepoint: Timepoint }) {
  const texts = useTableTexts();
  const words = useWords();
  const day = date === null ? null : showPartialDate(date, words.months);
  return (
    <>
      {label ?? '–'}
      <br />
      <span className="soft small">
        {[day, studyDay === null ? null : texts.studyDay(studyDay)]
          .filter((part) => part !== null && part !== label)
          .join(', ')}
      </span>
    </>
  );
}

function Findings({ of: { findings } }: { readonly of: Timepoint }) {
  const words = useWords();
  if (findings.length === 0) return <>–</>;
  return (
    <ul className={styles['findings']}>
      {findings.map(({ lesion, role, organ, state, size }) => (
        <li key={lesion}>
          <strong>{lesion}</strong>{' '}
          {size === null ? words.findingState(state) : `${size.replaceAll('.', words.decimalMark)} mm`}{' '}
          <span className="soft small">
            {words.roles[role as keyof typeof words.roles]}
            {organ === null ? '' : `, ${words.organs[organ as keyof typeof words.organs]}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Each with its place in the file. */
function Faults({ faults, mark }: { readonly faults: readonly TableFault[]; readonly mark: string }) {
  const texts = useTableTexts();
  if (faults.length === 0) return null;
  return (
    <ul className={styles['faults']}>
      {faults.map(({ code, row, column, value, message, expected }, index) => (
        <li key={`${index} ${code}`}>
          <span className={styles['mark']}>{mark}</span> {texts.place(row, column, value)}: {message};{' '}
          {texts.expected(expected)}
        </li>
      ))}
    </ul>
  );
}
