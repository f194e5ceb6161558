/** A code of the record ('lymph-node', 'not-evaluable', 'PET-CT') in English words; upper case is a name and stays. */
export const codeInWords = (code: string): string => (/[A-Z]/.test(code) ? code : code.replaceAll('-', ' '));
