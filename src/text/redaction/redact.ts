import { stripHidden } from '../markdown/hidden-characters.ts'
import { removed, withoutNamedSecrets } from './named-secrets.ts'
import { tokenShapes } from './secret-shapes.ts'

/** A key in PEM or in PGP's armour; where its last line is missing, all that follows. */
const key =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----)){0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----)?/g

/** The password in an address: what stands before its last `@`. A port and a path with an `@` are none. */
const passwordInAddress =
  /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,100}:)(?!\d{1,5}(?:[/?#]))[^\s"'`<>]{1,200}(?=@)/gi

/** Not the `git@` of a repository's address, nor the version of a package behind its name. */
export const mailAddress =
  /(?<![\p{L}\p{N}._%+-])(?!git@)[\p{L}\p{N}._%+-]{1,64}@(?!v?\d{1,5}\.)(?:[\p{L}\p{N}-]{1,63}\.){1,4}\p{L}{2,24}(?![\p{L}\p{N}])/giu

/**
 * `text` without what looks like a secret or an e-mail address; each is replaced by `[removed]`. Characters that nobody sees
 * are taken out first: one of them within a secret would hide it. What follows makes no link of the word.
 */
export function redact(text: string): string {
  const kept = withoutSecrets(stripHidden(text)).replace(mailAddress, removed)
  return kept === text ? text : kept.replace(/\[removed\](?=[([:])/g, `${removed} `)
}

/** `text` without what looks like a secret; each is replaced by `[removed]`. Characters that nobody sees are the caller's to take out. */
export function withoutSecrets(text: string): string {
  const plain = [key, ...tokenShapes].reduce((kept, shape) => kept.replace(shape, removed), text)
  return withoutNamedSecrets(plain.replace(passwordInAddress, removed))
}
