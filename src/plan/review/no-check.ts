import type { Pass } from '../pass.ts'
import { sentence } from '../texts.ts'

/**
 * Says why no check reviews a draft, where the app was not granted to write any: the check itself cannot say so, and its
 * pass has no other place. `undefined` while it is not read what was granted.
 */
export function noCheckNotices(pass: Pass): readonly string[] | undefined {
  const { context } = pass
  const installation = pass.ask({ ask: 'installation' })
  if (installation === undefined) return undefined
  if (installation === null || installation.permissions.checks === 'write') return []
  return [sentence(context.templates, 'notice-no-check')]
}
