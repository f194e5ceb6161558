import { useState } from 'react';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showInstant } from '../../format/dates.js';
import { NotSaved } from '../../frame/not-saved.js';
import { tell } from '../../frame/notice.js';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import type { CaseItem, CaseLine } from '../../record/case/case.js';
import { takeInAgain } from '../../record/points/points-query.js';
import { usePatientTexts } from '../../record/texts/index.js';
import { useSession } from '../../session/session.js';
import { useWords } from '../../texts/words.js';
import type { BoardCase, MergedCase } from '../case-model.js';
import { takesPointsOut } from '../case-rights.js';
import { takenOutOf } from '../taken-out.js';
import { useCaseTexts } from '../texts/index.js';
import { Rules } from './ruled-texts.js';
import styles from '../cases.module.css';

const TakeOut = lazyDialogue(() => import('../../record/points/take-out.js'), 'TakeOut');

interface PointsProps {
  readonly board: BoardCase;
  readonly merged: MergedCase;
  readonly line: CaseLine | undefined;
}

/** The case's points to discuss, each of which a coordinator may take out, and those that were, with why, by whom and a way back. */
export function Points({ board, merged, line }: PointsProps) {
  const texts = useCaseTexts();
  const { takeOut } = usePatientTexts();
  const mayTakeOut = takesPointsOut(useSession(), board);
  const [taking, setTaking] = useState<CaseItem | null>(null);
  return (
    <section>
      <h2>{texts.questionsRaised}</h2>
      {merged.attribution === 'unknown' && <p>{texts.attributionUnknown}</p>}
      <p className="soft small">{merged.order.questions}</p>
      <ul className={styles['points']}>
        {merged.questions.map(({ rule, question, standing, itemId }) => {
          const item = line?.items.find(({ id }) => id === itemId);
          return (
            <li key={`${rule} ${question}`}>
              <span>
                {question} {standing === 'open' && <span className="soft">({texts.questionOpen})</span>}{' '}
                <Rules rules={[rule]} />
              </span>
              {mayTakeOut && item !== undefined && (
                <Button
                  size="compact-sm"
                  variant="default"
                  className="screen-only"
                  aria-label={texts.takeOutName(question)}
                  onClick={() => setTaking(item)}
                >
                  {takeOut}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <TakenOut board={board} points={takenOutOf(line)} mayTakeIn={mayTakeOut} />
      {taking !== null && <TakeOut point={taking} onClose={() => setTaking(null)} />}
    </section>
  );
}

interface TakenOutProps {
  readonly board: BoardCase;
  readonly points: readonly CaseItem[];
  readonly mayTakeIn: boolean;
}

function TakenOut({ board, points, mayTakeIn }: TakenOutProps) {
  const texts = useCaseTexts();
  const shared = usePatientTexts();
  const words = useWords();
  const queries = useQueryClient();
  const takeIn = useMutation({
    mutationFn: takeInAgain,
    onSuccess: (_, { question }: CaseItem) => tell({ words: shared.tookIn(question) }),
    onSettled: () => queries.invalidateQueries(),
  });
  if (points.length === 0) return null;
  return (
    <>
      <h3>{texts.takenOut(points.length)}</h3>
      <p className="soft small">{shared.takeOutHint}</p>
      <ul className={styles['points']}>
        {points.map((point) => (
          <li key={point.id}>
            <span>
              {point.question} <Rules rules={[point.rule]} />{' '}
              <span className="soft">
                {texts.takenOutBecause(
                  words.reasonOf(point.stateReason ?? ''),
                  point.stateChangedBy,
                  point.stateChangedAt === null
                    ? null
                    : showInstant(point.stateChangedAt, board.timeZone, words.months),
                )}
              </span>
            </span>
            {mayTakeIn && (
              <Button
                size="compact-sm"
                variant="default"
                className="screen-only"
                aria-label={texts.takeInName(point.question)}
                loading={takeIn.isPending && takeIn.variables.id === point.id}
                onClick={() => takeIn.mutate(point)}
              >
                {texts.takeIn}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <NotSaved error={takeIn.error} />
    </>
  );
}
