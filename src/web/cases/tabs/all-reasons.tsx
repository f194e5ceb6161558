import { showInterval } from '../../format/dates.js';
import { AnswerOpenPoint } from '../../record/facts/answer-open-point.js';
import type { CaseLine } from '../../record/case/case.js';
import { useWords } from '../../texts/words.js';
import type { BoardCase, CaseReading, MergedCase } from '../case-model.js';
import { SideSign, type Side } from '../../record/screen/side-sign.js';
import { usePatientTexts } from '../../record/texts/index.js';
import { useCaseTexts } from '../texts/index.js';
import { Points } from './points.js';
import { Rules, RuledTexts } from './ruled-texts.js';
import styles from '../cases.module.css';

interface AllReasonsProps {
  readonly board: BoardCase;
  readonly reading: CaseReading;
  readonly line: CaseLine | undefined;
}

/** All that the case's points say, merged: every option with every reason and the rules it comes from, everything not known, cautions, limits. */
export function AllReasons({ board, reading: { merged, readiness, disciplines }, line }: AllReasonsProps) {
  const patientId = board.patient.id;
  const texts = useCaseTexts();
  const shared = usePatientTexts().screen;
  const { months } = useWords();
  return (
    <>
      <Points board={board} merged={merged} line={line} />
      <section>
        <h2>{shared.optionsName}</h2>
        <p className="soft small">{merged.order.options}</p>
        {merged.matrix.options.map((option) => (
          <Option key={option.id} option={option} />
        ))}
      </section>
      <Unknowns merged={merged} patientId={patientId} line={line} />
      {merged.outOfDate.length > 0 && (
        <section>
          <h2>{texts.outOfDate}</h2>
          <ul>
            {merged.outOfDate.map(({ words, date, freshForDays, rules }) => (
              <li key={words}>
                {words} ({texts.lastStated(showInterval({ from: date, to: date }, months), freshForDays)}){' '}
                <Rules rules={rules} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <RuledTexts title={texts.contradictions} of={merged.contradictions} />
      <RuledTexts title={texts.cautions} of={merged.cautions} />
      <RuledTexts title={texts.limits} of={merged.limits} />
      <section>
        <h2>{texts.readiness}</h2>
        <p>{readiness.words}</p>
      </section>
      {disciplines.length > 0 && (
        <section>
          <h2>{texts.disciplines}</h2>
          <ul>
            {disciplines.map(({ words }) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

type MergedOption = MergedCase['matrix']['options'][number];

function Option({ option }: { readonly option: MergedOption }) {
  const texts = useCaseTexts();
  const shared = usePatientTexts().screen;
  const sides: readonly (readonly [Side, string, MergedOption['blocks']])[] = [
    ['for', shared.for, option.speaksFor],
    ['against', shared.against, option.blocks],
    ['not-known', shared.notKnown, option.unknown],
  ];
  return (
    <article className={styles['option']}>
      <h3>
        {option.words} <Rules rules={option.rules} />
      </h3>
      {option.alsoWorded.length > 0 && (
        <p className="soft small">
          {texts.alsoWorded} {option.alsoWorded.map(({ words }) => words).join('; ')}
        </p>
      )}
      <ul className={styles['reasons']}>
        {sides.flatMap(([side, name, reasons]) =>
          reasons.map(({ words, lesions, rules }) => (
            <li key={`${side} ${words}`}>
              <SideSign side={side} />
              <span>
                <strong>{name}:</strong> {words}
                {lesions.length > 0 && ` (${lesions.map(({ lesion }) => lesion).join(', ')})`} <Rules rules={rules} />
              </span>
            </li>
          )),
        )}
        {option.staysUntreated.map(({ words }) => (
          <li key={words} className="soft">
            {words}
          </li>
        ))}
      </ul>
    </article>
  );
}

function Unknowns({
  merged: { unknowns, order },
  patientId,
  line,
}: {
  readonly merged: MergedCase;
  readonly patientId: string;
  readonly line: CaseLine | undefined;
}) {
  const texts = useCaseTexts();
  const shared = usePatientTexts().screen;
  if (unknowns.length === 0) return null;
  return (
    <section>
      <h2>{texts.unknowns}</h2>
      <p className="soft small">{order.unknowns}</p>
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={texts.unknowns}>
        <table className={styles['plain']}>
          <thead>
            <tr>
              {[shared.notKnown, texts.couldChange, texts.need, texts.supplier, texts.rules].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {unknowns.map(({ words, lesions, couldChange, need, suppliers, answer, rules }) => (
              <tr key={`${words} ${lesions.join(' ')}`}>
                <th scope="row">
                  {words}
                  {lesions.length > 0 && ` (${lesions.join(', ')})`}{' '}
                  {answer !== null && line !== undefined && (
                    <AnswerOpenPoint patientId={patientId} line={line} about={words} answer={answer} />
                  )}
                </th>
                <td>{couldChange.length === 0 ? '–' : couldChange.map((what) => texts.changes[what]).join(', ')}</td>
                <td>{texts.needs[need]}</td>
                <td>{suppliers.join('; ')}</td>
                <td>
                  <Rules rules={rules} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
