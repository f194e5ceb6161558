import {
  applyDecorators,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiHeader } from '../description/index.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map } from 'rxjs';

interface Wish {
  /** A language tag in lower case, or '*'. */
  readonly range: string;
  /** 0 to 1; 0 = not acceptable. */
  readonly weight: number;
}

/** A range without a weight weighs 1; one with an unreadable weight is left out, as a header is never a reason to refuse. */
function wishesIn(acceptLanguage: string): Wish[] {
  return acceptLanguage.split(',').flatMap((part) => {
    const found =
      /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i.exec(part);
    return found === null ? [] : [{ range: found[1]!.toLowerCase(), weight: Number(found[2] ?? 1) }];
  });
}

/**
 * The language to answer in: of those offered the one the header weighs most, the earlier on a tie; the first offered where the header
 * names none of them (RFC 9110, 12.5.4; looked up by RFC 4647, 3.4, so 'de-AT' finds 'de').
 * @param languages what is offered, as two-letter codes; the first is the default
 */
export function languageFor<Language extends string>(
  acceptLanguage: string | undefined,
  languages: readonly [Language, ...Language[]],
): Language {
  let best: { readonly language: Language; readonly weight: number } | null = null;
  for (const { range, weight } of wishesIn(acceptLanguage ?? '')) {
    const language = range === '*' ? languages[0] : languages.find((offered) => offered === range.split('-')[0]);
    if (language !== undefined && weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? languages[0];
}

/** How answers are put into the words of a language; `Language` is one of those offered. */
export interface TextRendering<Language extends string> {
  /** Two-letter codes; the first is taken where the reader asks for none of them. */
  readonly languages: readonly [Language, ...Language[]];
  /** The body of an answer with every text in the language. */
  readonly render: (body: unknown, language: Language) => unknown;
}

/**
 * For controllers and handlers whose answers hold texts: these are put into the reader's language, the answer says in which language it
 * is (Content-Language), and that another reader may get another one (Vary).
 */
export function AnswersIn<Language extends string>({
  languages,
  render,
}: TextRendering<Language>): ClassDecorator & MethodDecorator {
  const interceptor: NestInterceptor = {
    intercept(context: ExecutionContext, next: CallHandler) {
      const http = context.switchToHttp();
      const language = languageFor(http.getRequest<FastifyRequest>().headers['accept-language'], languages);
      void http.getResponse<FastifyReply>().headers({ 'content-language': language, vary: 'accept-language' });
      return next.handle().pipe(map((body: unknown) => render(body, language)));
    },
  };
  return applyDecorators(
    UseInterceptors(interceptor),
    ApiHeader({
      name: 'Accept-Language',
      required: false,
      description: `Language of the texts: ${languages.join(', ')}; left out, ${languages[0]}. Content-Language tells which was taken.`,
    }),
  );
}
