/**
 * Shapes of secrets that begin with what their maker begins them with, of keys in PEM, of passwords in addresses, and of
 * e-mail addresses. https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 */
const shapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}/g,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,250}/g,
  /\bsk-[A-Za-z0-9_-]{20,250}/g,
  /\b(?:glpat|npm|pypi|dop_v1|shpat|hf)[-_][A-Za-z0-9_-]{16,250}/g,
  /\beyJ[\w-]{10,2000}\.[\w-]{10,4000}\.[\w-]{10,2000}/g,
  /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:)[^\s/@]{1,200}(?=@)/gi,
  /\b[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}\b/g,
]

/** What stands where something was taken out. */
const removed = '[removed]'

/** `text` without what looks like a secret or an e-mail address; each is replaced by `[removed]`. */
export function redact(text: string): string {
  return shapes.reduce((kept, shape) => kept.replace(shape, removed), text)
}
