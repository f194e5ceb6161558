import { z } from 'zod';
import { languages, type Phrase, rendered } from '../../core/discussion/index.js';
import { AnswersIn } from '../../platform/http/index.js';

/** For routes that answer with phrases: each is rendered in the reader's language. */
export const AnswersInReadersLanguage = (): ClassDecorator & MethodDecorator =>
  AnswersIn({ languages, render: rendered });

/** A text of an answer: a phrase inside the service, a string for the reader. */
export const phraseSchema = z.string() as unknown as z.ZodType<Phrase>;
