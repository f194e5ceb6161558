import { ApiProblem } from '../api/problem.js';
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
