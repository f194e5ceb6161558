/** The languages that every phrase is written in; the first is taken where the reader asks for none of them. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];
