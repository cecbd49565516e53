import { afterAll, describe, expect, it } from 'vitest'
import { extent, sampled } from '../extent.ts'
import { attacksOn } from './attacks.ts'
import { collectRegexes } from './collected.ts'
import { worstOf } from './growth.ts'
import { isProven, writeProven } from './proven.ts'

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

  // What was proven is tried again by `npm run test:all`, and some of it each time.
  const again = new Set(sampled(collected, 10))
  const due = collected.filter((one) => again.has(one) || !isProven(one.regex))
  const files = [...new Set(due.map(({ file }) => file))]
  const linear: RegExp[] = []
  it.each(files)('takes ten times as long for ten times its worst input, not a hundred times: %s', (file) => {
    const own = due.filter((one) => one.file === file)
    const found = own.map(({ line, regex }) => {
      const growth = growthIn(`${file}:${line} ${String(regex)}`, regex)
      if (growth === null) linear.push(regex)
      return growth
    })
    expect(found.filter(Boolean)).toEqual([])
  })
  // `PROVEN=write npx vitest run --mode all test/regexes` notes that they did.
  afterAll(() => {
    if (extent({ full: process.env.PROVEN === 'write', few: false })) writeProven(linear)
  })
})

describe('an expression that is not linear', () => {
  const known = [
    ['exponential: one repetition within another', /^(?:a+)+$/],
    ['exponential: a mark that two parts may take', /(?:[\s:]|\sdue:?)+$/],
    ['quadratic: tried anew at each place', /\s+$/],
    ['quadratic: an opening without its end', /<!--.*?-->/gs],
    ['quadratic: two neighbours that take the same', /^\w*\d*!$/],
    ['cubic', /^a*a*a*$/],
    ['quadratic: where it splits', / *,/g],
  ] as const
  it.each(sampled(known, 3))('is found: %s', (_name, regex) => {
    expect(worstOf(regex, attacksOn(regex), finalists).growth).toBeGreaterThan(mostGrowth)
  })
})
