import { withoutSecrets } from '../../text/redaction/redact.ts'
import type { Leak } from './leak.ts'
import type { PublicText } from './public-text.ts'

/** The lines that hold the shape of a secret, in code as well; each told without it. */
export function secretLeaks({ lines }: PublicText): readonly Leak[] {
  return lines.flatMap(({ number, text }) => {
    const kept = withoutSecrets(text)
    return kept === text ? [] : [{ kind: 'secret', line: number, text: kept }]
  })
}
