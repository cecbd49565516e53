/** What stands where something was taken out. */
export const removed = '[removed]'

/** Where a value is given to a name that says what it is, or handed over in a known way; and what makes it a secret there. */
interface Naming {
  /** Two groups: what stands before the value, which stays, and the value. */
  readonly shape: RegExp
  readonly isSecret: (value: string) => boolean
}

const namings: readonly Naming[] = [
  // `PGPASSWORD=hunter2`, `Password=…;` of a connection string, `"password": "hunter2"`
  {
    shape: /((?:passw(?:or)?d|passphrase|\bpwd)["']? {0,3}(?:=|:(?= {0,3}["'])) {0,3}["']?)([^\s"'`,;&<>]{4,200})/gi,
    isSecret: (value) => !/^(?:[{$[*(%]|(?:true|false|null|nil|none|undefined|empty)$)/i.test(value),
  },
  // `password: hunter2`, and not `password: changed`
  { shape: /((?:passw(?:or)?d|passphrase): {0,3})([^\s"'`,;&<>]{6,200})/gi, isSecret: hasDigitAndLetter },
  // `--password hunter2`, `curl -u admin:hunter2`
  {
    shape:
      /(--(?:password|pass|token|secret|api-key)[ =]["']?|(?: -u|--user)[ =]["']?[^\s:"']{1,60}:)([^\s"'`,;&<>]{4,200})/gi,
    isSecret: (value) => !/^[{$[*(%-]/.test(value),
  },
  // `api_key=…`, `"client_secret": "…"`, `?access_token=…`, `AWS_SECRET_ACCESS_KEY=…`, `AccountKey=…`, `&sig=…`
  {
    shape:
      /((?:token|secret|credentials?|session(?:_?id)?|[?&]sig|(?:api|access|secret|private|auth|account|shared)[ _-]?key)["']? {0,3}[=:] {0,3}["']?)([\w+/=.~%-]{16,1000})/gi,
    isSecret: isRandom,
  },
  { shape: /(\b(?:Bearer|Basic|SSWS) {1,3})([\w+/=.~-]{16,2000})/gi, isSecret: isRandom },
]

/** `text` without the values of what is called a password, a token or a key, as far as they are no words of a sentence. */
export function withoutNamedSecrets(text: string): string {
  return namings.reduce((kept, { shape, isSecret }) => {
    return kept.replace(shape, (all: string, before: string, value: string) =>
      isSecret(value) ? before + removed : all,
    )
  }, text)
}

function hasDigitAndLetter(value: string): boolean {
  return /\d/.test(value) && /[A-Za-z]/.test(value)
}

/** Whether nobody would make up such a word: long without a break, of all kinds of characters, or a UUID. */
function isRandom(value: string): boolean {
  if (!hasDigitAndLetter(value)) return false
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return true
  if (value.length >= 20 && /[a-z]/.test(value) && /[A-Z]/.test(value)) return true
  return value.split(/[-_.~/]/).some((part) => part.length >= 16 && hasDigitAndLetter(part))
}
