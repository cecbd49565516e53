import { stripMarkers } from '../markers/markers.ts'

/** What an item says must be true once it is done. */
export interface WantedProof {
  readonly kind: 'check' | 'workflow' | 'link'
  /** The name of the check, the file of the workflow, or the address. */
  readonly name: string
}

const wanted =
  /\bverify:[ \t]{1,10}(?:check[ \t]{1,10}(?:["“„'`]([^"“”'`\r\n]{1,100})["”'`]|([\w./-]{1,100}))|workflow[ \t]{1,10}["“'`]?([\w.-]{1,100}\.ya?ml)\b|<?(https?:\/\/[^\s<>()[\]"'`]{1,300}))/i

/**
 * What an item's issue says must be true: `verify: check "canary-alert" green`, `verify: workflow drill.yml succeeded`, or a link,
 * the first one that can be read; `null` for none.
 */
export function wantedProof(body: string): WantedProof | null {
  // As it reads: what keeps people's words from acting is no part of a name.
  const shown = stripMarkers(body)
    .replace(/\u200b/g, '')
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '')
  const [, quoted, bare, workflow, link] = wanted.exec(shown) ?? []
  const check = quoted?.trim() || bare
  if (check !== undefined) return { kind: 'check', name: check }
  if (workflow !== undefined) return { kind: 'workflow', name: workflow }
  return link === undefined ? null : { kind: 'link', name: link.replace(/[.,;:!?]{1,5}$/, '') }
}
