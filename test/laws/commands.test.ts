import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { readCommands } from '../../src/plan/commands/comments/read-commands.ts'
import type { Command } from '../../src/plan/commands/list.ts'
import { oneLine } from '../../src/text/markdown/hidden-characters.ts'
import { hostileLine, hostileText, piecesOf } from './hostile-text.ts'
import { lawsOf } from './law.ts'

const law = lawsOf('slash input')

const verb = fc.constantFrom<readonly [string, Command]>(
  ['skip', { kind: 'skip', reason: '' }],
  ['SKIP false  alarm', { kind: 'skip', reason: 'false alarm' }],
  ['start', { kind: 'start' }],
  ['Refresh please', { kind: 'refresh' }],
  ['help\t', { kind: 'help' }],
  ['dance', { kind: 'unknown', text: '/postmortem dance', near: null }],
  ['', { kind: 'unknown', text: '/postmortem', near: null }],
)
const written = fc.tuple(fc.constantFrom('', ' ', '   '), fc.constantFrom('/postmortem', '/PostMortem'), verb)

/** A block of Markdown that ends by itself, and the commands in it that count. */
interface Block {
  readonly text: string
  readonly counts: readonly Command[]
}

const talk = fc.constantFrom(
  'Checkout is *down*.',
  'try /postmortem skip',
  '/retest please',
  '`/postmortem skip`',
  '/ postmortem',
)
const order: fc.Arbitrary<Block> = written.map(([indent, name, [said, command]]) => ({
  text: `${indent}${name}${said === '' ? '' : ` ${said}`}`,
  counts: [command],
}))
/** What surrounds a command so that it is talk about commands. */
const around = fc.constantFrom<(line: string) => string>(
  (line) => `> ${line}`,
  (line) => `> > said:\n> ${line}`,
  (line) => `\`\`\`\n${line}\n\`\`\``,
  (line) => `~~~~ sh\n~~~\n${line}\n~~~~`,
  (line) => `<!--\n${line}\n-->`,
  (line) => `<!-- ${line} -->`,
  (line) => `text <!-- that\n${line}\n--> goes on`,
  (line) => `- ${line}`,
  (line) => `1. a\n\n   ${line}`.replace('   /', '       /'),
  (line) => `<pre>\n${line}\n\n${line}\n</pre>`,
  (line) => `<details>\n${line}\n</details>`,
  (line) => `\n    ${line.trim()}`,
  (line) => `\n\t${line.trim()}`,
  (line) => `see ${line}`,
  (line) => `| a |\n| - |\n| ${line.trim()} |`,
)
const said: fc.Arbitrary<Block> = fc.tuple(around, order).map(([wrap, { text }]) => ({ text: wrap(text), counts: [] }))
const prose: fc.Arbitrary<Block> = talk.map((text) => ({ text, counts: [] }))

describe('the commands of a comment', () => {
  law(
    'are those on lines of their own, in order, and none of quotes, code, lists, HTML and talk',
    fc.property(
      fc.array(fc.oneof(order, said, prose), { maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      (blocks, lineBreak) => {
        const body = blocks
          .map(({ text }) => text)
          .join('\n\n')
          .replaceAll('\n', lineBreak)
        expect(readCommands(body)).toEqual(blocks.flatMap(({ counts }) => counts))
      },
    ),
  )

  law(
    'come back with their reason as one visible line',
    fc.property(hostileLine, (reason) => {
      const visible = oneLine(reason.replace(/<!--.*$/s, ''))
      const [command] = readCommands(`/postmortem skip ${reason}`)
      expect(command?.kind).toBe('skip')
      expect(visible.startsWith(command?.kind === 'skip' ? command.reason : '-')).toBe(true)
    }),
  )

  law(
    'never throw, are few and short, and hold nothing that a reader cannot see',
    fc.property(fc.oneof(hostileText, piecesOf('app', 'markdown'), piecesOf('app', 'unseen')), (body) => {
      const commands = readCommands(body)
      expect(commands.length).toBeLessThanOrEqual(Math.min(20, body.split('/').length - 1))
      for (const command of commands) {
        for (const text of Object.values(command)) {
          if (text === null) continue
          expect(text.length).toBeLessThanOrEqual(500)
          expect(oneLine(text)).toBe(text)
        }
      }
    }),
  )
})
