import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ApiHeaderOptions } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

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

/**
 * The reader's language as a parameter of a handler: `@ReaderLanguage(languages) language: Language`. The answer says in which language
 * it is (Content-Language), and that another reader may get another one (Vary).
 */
export const ReaderLanguage = createParamDecorator(
  (languages: readonly [string, ...string[]], context: ExecutionContext): string => {
    const http = context.switchToHttp();
    const language = languageFor(http.getRequest<FastifyRequest>().headers['accept-language'], languages);
    void http.getResponse<FastifyReply>().headers({ 'content-language': language, vary: 'accept-language' });
    return language;
  },
);

/** How a route that answers in the reader's language says so in the API description. */
export const acceptLanguageHeader = (languages: readonly string[]): ApiHeaderOptions => ({
  name: 'Accept-Language',
  required: false,
  description: `Language of the texts: ${languages.join(', ')}; left out, ${languages[0]}. Content-Language tells which was taken.`,
});
