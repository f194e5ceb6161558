import { useState } from 'react';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showInstant } from '../../format/dates.js';
import { NotSaved } from '../../frame/not-saved.js';
import { tell } from '../../frame/notice.js';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import type { CaseItem, CaseLine } from '../../record/case/case.js';
import { takeInAgain, takeOutCodes, type TakeOutReason } from '../../record/points/points-query.js';
import { usePatientTexts } from '../../record/texts/index.js';
import { useSession } from '../../session/session.js';
import { useWords } from '../../texts/words.js';
import type { BoardCase, MergedCase } from '../case-model.js';
import { proposesTakingOut, takesPointsOut } from '../case-rights.js';
import { proposalsOn, takenOutOf } from '../taken-out.js';
import { useCaseTexts } from '../texts/index.js';
import { Rules } from './ruled-texts.js';
import styles from '../cases.module.css';

const ProposeTakingOut = lazyDialogue(() => import('./propose-taking-out.js'), 'ProposeTakingOut');
const TakeOut = lazyDialogue(() => import('../../record/points/take-out.js'), 'TakeOut');

interface PointsProps {
  readonly board: BoardCase;
  readonly merged: MergedCase;
  readonly line: CaseLine | undefined;
}

/** The case's points to discuss, each of which a coordinator may take out and another member of the board may propose to, and those that were, with why, by whom and a way back. */
export function Points({ board, merged, line }: PointsProps) {
  const texts = useCaseTexts();
  const { takeOut } = usePatientTexts();
  const words = useWords();
  const session = useSession();
  const mayTakeOut = takesPointsOut(session, board);
  const mayPropose = proposesTakingOut(session, board);
  const [taking, setTaking] = useState<CaseItem | null>(null);
  const [proposing, setProposing] = useState<CaseItem | null>(null);
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
                {proposalsOn(board, item?.id).map(({ id, by, at, words: why }) => (
                  <span key={id} className={styles['proposed']}>
                    {texts.proposesOut(by, words.reasonOf(why), showInstant(at, board.timeZone, words.months))}
                  </span>
                ))}
              </span>
              {mayPropose && item !== undefined && (
                <Button
                  size="compact-sm"
                  variant="default"
                  className="screen-only"
                  aria-label={texts.proposeOutName(question)}
                  onClick={() => setProposing(item)}
                >
                  {texts.proposeOut}
                </Button>
              )}
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
      {taking !== null && (
        <TakeOut point={taking} proposed={proposedReason(board, taking.id)} onClose={() => setTaking(null)} />
      )}
      {proposing !== null && <ProposeTakingOut board={board} point={proposing} onClose={() => setProposing(null)} />}
    </section>
  );
}

/** The reason of the newest proposal on a point: a code, or the words of another reason. */
function proposedReason(board: BoardCase, itemId: string): TakeOutReason | undefined {
  const words = proposalsOn(board, itemId).at(-1)?.words;
  if (words === undefined) return undefined;
  const reason = takeOutCodes.find((code) => code === words);
  return reason === undefined ? { reason: 'other', words } : { reason };
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
