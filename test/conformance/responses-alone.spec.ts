import { classifyLine, classifyResponses } from '../../src/core/response/index.js';
import { drawnHistory, drawnOptions } from './drawn-histories.js';

describe('classifyResponses', () => {
  it('gives the responses of classifyLine, and the best of them, for 400 drawn histories', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const [history, options] = [drawnHistory(seed), drawnOptions(seed)];
      const whole = classifyLine(history, options).evaluators.map(({ evaluator, timepoints, best }) => ({
        evaluator,
        timepoints: timepoints.map(({ key, overallResponse, immuneResponse }) => ({
          key,
          overallResponse,
          immuneResponse: immuneResponse ?? null,
        })),
        best,
      }));
      expect({ seed, evaluators: classifyResponses(history, options) }).toEqual({ seed, evaluators: whole });
    }
  });
});
