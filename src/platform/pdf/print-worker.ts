/** The thread that prints. It takes one order at a time; between two of them its event loop turns, so that memory is given back. */
import { parentPort } from 'node:worker_threads';
import type { PrintAnswer, PrintOrder } from './print-order.js';
import { Typesetter, TypesettingError } from './typesetter.js';

const typesetter = new Typesetter();

function answerTo(order: PrintOrder): PrintAnswer {
  try {
    const { pdf, ...rest } = typesetter.print(order);
    // A copy: memory of the compiler's own cannot be handed over to another thread.
    return { printed: { ...rest, pdf: Uint8Array.from(pdf) } };
  } catch (error) {
    if (error instanceof TypesettingError) return { fault: error.message };
    throw error;
  }
}

parentPort?.on('message', (order: PrintOrder) => {
  const answer = answerTo(order);
  const handedOver = 'printed' in answer ? [answer.printed.pdf.buffer as ArrayBuffer] : [];
  parentPort?.postMessage(answer, handedOver);
});
