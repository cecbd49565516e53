import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Command, readCommands } from '../src/document/commands/command.ts'

/** Every kind of command: the compiler misses one that is new. */
const kinds: Readonly<Record<Exclude<Command['kind'], 'unknown'>, true>> = {
  action: true,
  help: true,
  lead: true,
  phase: true,
  refresh: true,
  severity: true,
  skip: true,
  start: true,
  template: true,
  timeline: true,
}

/** The commands in the first column of a page's table. */
function tableOf(page: string): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, '..', page), 'utf8')
  const cells = [...text.matchAll(/^\| (`\/[^|]*) \|/gm)].map(([, cell = '']) => cell)
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, command = '']) => command))
}

describe.each(['docs/commands.md', 'templates/help.md'])('the table of %s', (page) => {
  it('names commands that there are, and all of them', () => {
    const read = tableOf(page).map((command) => readCommands(command)[0]?.kind)
    expect(new Set(read)).toEqual(new Set(Object.keys(kinds)))
  })
})

it('shows the same commands in the documentation as in the answer to /help', () => {
  expect(tableOf('templates/help.md')).toEqual(tableOf('docs/commands.md'))
})
