import { useMutation, useQueryClient } from '@tanstack/react-query';
import { tell } from '../frame/notice.js';
import { readCasesAnew } from '../placement/read-anew.js';
import {
  amendDecision,
  type Decision,
  decisionQuery,
  type FollowUpWrite,
  reportFollowUp,
  reportWork,
  scoreDiscussion,
  scoresQuery,
  type ScoreWrite,
  type Work,
  type WorkReport,
} from './decision-query.js';
import { useDecidedTexts } from './texts/index.js';

/** Reads anew whatever rests on decisions; also where somebody else was faster, so that the page shows what holds. */
function useReadAnew(): () => void {
  const queries = useQueryClient();
  return () => void readCasesAnew(queries);
}

/** Takes in a decision that the service answered. */
function useTakeIn(): (decision: Decision) => void {
  const queries = useQueryClient();
  return (decision) => void queries.setQueryData(decisionQuery(decision.id).queryKey, decision);
}

export function useAmend(decisionId: string, onDone: () => void) {
  const texts = useDecidedTexts();
  const takeIn = useTakeIn();
  return useMutation({
    mutationFn: (amendment: { readonly reason: string; readonly text: string }) => amendDecision(decisionId, amendment),
    onSuccess: (decision) => {
      takeIn(decision);
      onDone();
      tell({ words: texts.amended });
    },
    onSettled: useReadAnew(),
  });
}

export function useFollowUp(caseId: string, onDone: () => void) {
  const texts = useDecidedTexts();
  const takeIn = useTakeIn();
  return useMutation({
    mutationFn: (report: FollowUpWrite) => reportFollowUp(caseId, report),
    onSuccess: (decision) => {
      takeIn(decision);
      onDone();
      tell({ words: texts.reported(decision.caseNumber) });
    },
    onSettled: useReadAnew(),
  });
}

export function useReportWork(work: Work, onDone: () => void) {
  const texts = useDecidedTexts();
  return useMutation({
    mutationFn: (report: WorkReport) => reportWork(work, report),
    onSuccess: (_, { way }) => {
      onDone();
      tell({ words: texts.work.told[way] });
    },
    onSettled: useReadAnew(),
  });
}

export function useScore(caseId: string, onDone: () => void) {
  const texts = useDecidedTexts();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (score: ScoreWrite) => scoreDiscussion(caseId, score),
    onSuccess: (scores) => {
      queries.setQueryData(scoresQuery(caseId).queryKey, scores);
      onDone();
      tell({ words: texts.scores.kept });
    },
  });
}
