import { ApiProblem, type ProblemFault } from '../api/problem.js';
import { useFrameTexts } from './texts/index.js';

/**
 * Why something was not done, in the reader's language. The service writes its problems in English and exactly; in another language the
 * client has words of its own for each kind, and quotes the service only where that says too little.
 */
export function useProblemWords(): (error: Error) => string {
  const { problems } = useFrameTexts();
  return (error) => {
    if (!(error instanceof ApiProblem)) return problems.unexpected;
    return error.isSilence ? problems.offline : problems.refused(error.status, error.message);
  };
}

/** What is wrong at one place of what was sent, and what would be right there. */
export function useFaultWords(): (fault: ProblemFault) => string {
  const { problems } = useFrameTexts();
  return ({ code, detail, expected }) =>
    problems.fault(code, [detail, expected].filter((part) => part !== undefined).join('; '));
}

export const faultsOf = (error: Error | null): readonly ProblemFault[] =>
  error instanceof ApiProblem ? (error.document.errors ?? []) : [];
