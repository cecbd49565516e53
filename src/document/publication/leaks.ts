import { oneLine } from '../../text/markdown/hidden-characters.ts'
import { withoutSecrets } from '../../text/redaction/redact.ts'
import { quotedText } from '../review/finding.ts'
import { customerLeaks } from './customer-leaks.ts'
import { hiddenLeaks } from './hidden-leaks.ts'
import { judgedLeaks } from './judged-leaks.ts'
import type { Leak, PublicationKnowledge } from './leak.ts'
import { linkLeaks } from './link-leaks.ts'
import { networkLeaks } from './network-leaks.ts'
import { peopleLeaks } from './people-leaks.ts'
import { promiseLeaks } from './promise-leaks.ts'
import { readPublicText } from './public-text.ts'
import { secretLeaks } from './secret-leaks.ts'
import { timeLeaks } from './time-leaks.ts'

/** Nobody reads more. */
const mostLeaks = 500

/** `problem` is a sentence for people: why the document cannot be read at all. */
export type LeakReading =
  | { readonly ok: true; readonly leaks: readonly Leak[] }
  | { readonly ok: false; readonly problem: string }

/**
 * What stands in a document for everybody and should not, by line: each thing once a line. Pure, linear in the text, and never
 * throws for what a document says. No leak repeats a secret.
 */
export function findLeaks(text: string, knowledge: PublicationKnowledge): LeakReading {
  const opened = readPublicText(text)
  if (!opened.ok) return opened
  const { read } = opened
  const found: readonly Leak[] = [
    ...secretLeaks(read),
    ...hiddenLeaks(read, knowledge),
    ...peopleLeaks(read, knowledge),
    ...customerLeaks(read, knowledge),
    ...networkLeaks(read, knowledge),
    ...linkLeaks(read, knowledge),
    ...promiseLeaks(read, knowledge),
    ...timeLeaks(read),
    ...judgedLeaks(read, knowledge),
  ]
  const once = new Map<string, Leak>()
  for (const { kind, line, text: words } of found) {
    const leak = { kind, line, text: quotedText(withoutSecrets(oneLine(words))) }
    const name = `${kind} ${line} ${leak.text.toLowerCase()}`
    if (!once.has(name)) once.set(name, leak)
  }
  return { ok: true, leaks: [...once.values()].sort((one, other) => one.line - other.line).slice(0, mostLeaks) }
}
