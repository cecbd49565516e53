import { describe, expect, it } from 'vitest'
import { extent } from '../extent.ts'
import { attacksOn } from './attacks.ts'
import { collectRegexes } from './collected.ts'
import { worstOf } from './growth.ts'

/** Ten for a linear expression, a hundred for a quadratic one. */
const mostGrowth = 50

/** Of several hundred attacks on an expression, how many are tried at length. */
const finalists = extent({ full: Number.POSITIVE_INFINITY, few: 8 })

/** Asked again only on a failure: a busy machine can slow down one measurement and not three in a row. */
function growthIn(text: string, regex: RegExp): string | null {
  for (let tries = 3; ; tries -= 1) {
    const { attack, growth } = worstOf(regex, attacksOn(regex), finalists)
    if (growth <= mostGrowth) return null
    if (tries === 1) return `${text} takes ${growth.toFixed()} times as long for ten times of ${JSON.stringify(attack)}`
  }
}

describe('every regular expression of the sources', () => {
  const collected = collectRegexes()

  it('is known, wherever it stands', () => {
    expect(collected.length).toBeGreaterThan(200)
    expect(collected.map(({ file }) => file)).toContain('src/config/schema/value-types.ts')
    expect(collected.map(({ regex }) => regex.source)).toContain('^([A-Za-z0-9][A-Za-z0-9-]*)\\/([A-Za-z0-9._-]+)$')
  })

  const files = [...new Set(collected.map(({ file }) => file))]
  it.each(files)('takes ten times as long for ten times its worst input, not a hundred times: %s', (file) => {
    const own = collected.filter((one) => one.file === file)
    expect(own.map(({ line, regex }) => growthIn(`${file}:${line} ${String(regex)}`, regex)).filter(Boolean)).toEqual(
      [],
    )
  })
})

describe('an expression that is not linear', () => {
  it.each([
    ['exponential: one repetition within another', /^(?:a+)+$/],
    ['exponential: a mark that two parts may take', /(?:[\s:]|\sdue:?)+$/],
    ['quadratic: tried anew at each place', /\s+$/],
    ['quadratic: an opening without its end', /<!--.*?-->/gs],
    ['quadratic: two neighbours that take the same', /^\w*\d*!$/],
    ['cubic', /^a*a*a*$/],
    ['quadratic: where it splits', / *,/g],
  ] as const)('is found: %s', (_name, regex) => {
    expect(worstOf(regex, attacksOn(regex), finalists).growth).toBeGreaterThan(mostGrowth)
  })
})
