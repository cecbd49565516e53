const contracted: Readonly<Record<string, string>> = { ll: ' will', re: ' are', ve: ' have' }

/**
 * The words of a heading for comparison: lower case, single spaces, nothing but letters and digits. "We'll" is "we will",
 * other apostrophes go: "didnt"; so do accents, which people leave out: "cronologia".
 */
export function headingWords(heading: string): string {
  return heading
    .slice(0, 300)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\{[#:][^{}]*\}/g, ' ')
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])?/g, '$1')
    .replace(/\([^)]*\)?/g, ' ')
    .replace(/:[a-z0-9_+-]{1,50}:/gi, ' ')
    .toLowerCase()
    .replace(/['’](ll|re|ve)(?![\p{L}\p{N}])/gu, (_, end: string) => contracted[end] ?? '')
    .replace(/['’]/g, '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^\d{1,3}(?: \d{1,3}){0,3} (?=\p{L})/u, '')
}
