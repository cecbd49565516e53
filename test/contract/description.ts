import { readFileSync } from 'node:fs'
import { type Description, description } from './published.ts'
import { withoutSlips } from './slips.ts'

let known: Description | undefined

/** The committed fixture without its known slips, made by `scripts/contract-fixture.ts`: always the same object. */
export function readDescription(): Description {
  known ??= withoutSlips(
    description.parse(JSON.parse(readFileSync(new URL('../fixtures/contract.json', import.meta.url), 'utf8'))),
  )
  return known
}
