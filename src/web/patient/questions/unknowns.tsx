import { usePatientTexts } from '../../record/texts/index.js';
import { useWords } from '../../texts/words.js';
import { showInterval } from '../../format/dates.js';
import type { CaseItem, CaseLine } from '../../record/case/case.js';
import { AnswerOpenPoint } from '../../record/facts/answer-open-point.js';
import styles from '../../record/record.module.css';

const shownFirst = 3;

interface UnknownsProps {
  readonly item: CaseItem;
  readonly line: CaseLine;
  readonly patientId: string;
}

/** What is not known of a question, numbered as in its matrix: what matters most in full, the rest in one line. */
export function Unknowns({ item, line, patientId }: UnknownsProps) {
  const { unknowns, outOfDate, contradictions } = item;
  const texts = usePatientTexts();
  const wordsTexts = useWords();
  const rest = unknowns.slice(shownFirst);
  return (
    <>
      {unknowns.length > 0 && (
        <>
          <h3 className={styles['minor']}>{texts.notKnownMost}</h3>
          <ol className={styles['unknowns']}>
            {unknowns.slice(0, shownFirst).map(({ fact, words, whoCouldAnswer, couldChange, answer }) => (
              <li key={fact}>
                {words}{' '}
                <span className="soft">
                  ({texts.couldChange(couldChange)}; {texts.ask(whoCouldAnswer)})
                </span>
                {answer !== null && <AnswerOpenPoint patientId={patientId} line={line} about={words} answer={answer} />}
              </li>
            ))}
          </ol>
          {rest.length > 0 && (
            <p className={styles['rest']}>
              <span className="soft">{texts.alsoNotKnown}</span>{' '}
              {rest.map(({ fact, words, answer }, index) => (
                <span key={fact}>
                  {index > 0 && ' · '}
                  {answer === null ? (
                    <>
                      <strong>{shownFirst + index + 1}</strong> {words}
                    </>
                  ) : (
                    <AnswerOpenPoint
                      patientId={patientId}
                      line={line}
                      about={words}
                      answer={answer}
                      number={shownFirst + index + 1}
                    />
                  )}
                </span>
              ))}
            </p>
          )}
        </>
      )}
      {outOfDate.length > 0 && (
        <p className={styles['rest']}>
          <strong>{texts.outOfDate}:</strong>{' '}
          {outOfDate
            .map(
              ({ words, date, freshForDays }) =>
                `${words} (${texts.lastStated(showInterval({ from: date, to: date }, wordsTexts.months), texts.freshFor(freshForDays))})`,
            )
            .join('; ')}
        </p>
      )}
      {contradictions.length > 0 && (
        <p className={styles['rest']}>
          <strong>{texts.contradictions}:</strong> {contradictions.map(({ words }) => words).join('; ')}
        </p>
      )}
    </>
  );
}
