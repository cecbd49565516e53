import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandNames } from '../../../src/domain/commands/command-names.ts'
import { packageRoot } from '../../../src/entry/package-root.ts'
import { applyCommands } from '../../../src/plan/commands/comments/apply-commands.ts'
import { readCommands } from '../../../src/plan/commands/comments/read-commands.ts'
import { aboutIncident, type CommandDefinition, defineCommand, usageOf } from '../../../src/plan/commands/definition.ts'
import { commandList, namesOfCommands } from '../../../src/plan/commands/list.ts'
import { openIncident } from '../../../src/plan/incident/open-incident.ts'
import { startPass, withIncident } from '../../../src/plan/pass.ts'
import { anIncident } from '../incident-builder.ts'

const drafted = anIncident()
  .labelledBy('wes')
  .withPull({ assignees: ['wes'] })

/** What is said below the last comment. */
function answerTo(login: string, body: string): string {
  const said = drafted.withComment(login, body).decide().mutations
  return said.flatMap((mutation) => (mutation.do === 'answer' ? [mutation.body] : [])).join('\n')
}

const help = answerTo('tia', '/help')
const page = readFileSync(join(packageRoot, 'docs/commands.md'), 'utf8')
const rows = commandList.map((command): [string, CommandDefinition] => [command.kind, command])

describe.each(rows)('the command %s', (kind, command) => {
  const names = namesOfCommands([command])

  it.runIf(command.where.includes('incident'))('has its line in the answer to /help', () => {
    expect(help).toContain(`\n| ${usageOf(command)} | ${command.help} |\n`)
  })

  it('has its row and its examples in the documentation', () => {
    expect(page).toContain(`\n| ${usageOf(command)} | ${command.docs ?? command.help} |\n`)
    for (const example of command.examples) expect(page).toContain(`\n${example}\n`)
  })

  it('is read from its examples, by every name, in capitals too', () => {
    const written = [...command.examples, ...names.flatMap((name) => [`/${name}`, `/${name.toUpperCase()}`])]
    expect(written.map((body) => readCommands(body).map((one) => one.kind))).toEqual(written.map(() => [kind]))
  })

  it('is proposed for a word that is nearly its name', () => {
    // Shorter words are near too many others.
    for (const name of names.filter(({ length }) => length > 3)) {
      expect(readCommands(`/${name}e now`)).toEqual([
        expect.objectContaining({ kind: 'unknown', near: expect.anything() }),
      ])
    }
    if (command.names[0].length <= 3) return
    const [unknown] = readCommands(`/${command.names[0]}q`)
    expect(unknown).toMatchObject({ kind: 'unknown', near: `/${command.names[0]}` })
  })

  it('is refused to who may not, by a sentence that names it', () => {
    const refused = answerTo('rex', command.examples[0])
    expect(refused).toMatch(/^Thank you, rex\. `\/[a-z ]+` needs the triage role or more here/m)
    const name = command.names.find((one) => command.examples[0].startsWith(`/${one}`))
    expect(refused).toContain(`\`/${name}\``)
  })

  it('is known to whoever reads deliveries', () => {
    expect(commandNames).toEqual(expect.arrayContaining([...names]))
  })
})

describe('the list of commands', () => {
  it('has each kind and each name once', () => {
    const names = namesOfCommands(commandList)
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(commandList.map(({ kind }) => kind)).size).toBe(commandList.length)
  })

  it('is the tables of the documentation, in its order, and nothing else', () => {
    const documented = [...page.matchAll(/^\| (`\/[^|]*) \|/gm)].map(([, usage]) => usage)
    const about = (place: 'incident' | 'action-item-issue') =>
      commandList.filter(({ where }) => where.includes(place)).map((command) => usageOf(command))
    expect(documented).toEqual([...about('incident'), ...about('action-item-issue')])
    const helped = [...help.matchAll(/^\| (`\/[^|]*) \|/gm)].map(([, usage]) => usage)
    expect(helped).toEqual(about('incident'))
  })
})

describe('a command', () => {
  const wave = {
    takes: '',
    help: 'waves',
    examples: ['/wave'],
    mayUse: () => true,
    parse: () => ({ kind: 'wave' as const }),
  } as const

  /** What `/wave` and `/severity sev1` of somebody with the role to read come to, where these are all commands. */
  function repliesTo(login: string, body: string, commands: readonly CommandDefinition[]) {
    const { snapshot, context } = drafted.withComment(login, '/severity sev1').read()
    const pass = startPass(snapshot, context)
    const opened = openIncident(pass, { kind: 'incident', owner: 'acme', repo: 'shop', number: 1 })
    if (!opened.open) throw new Error('The incident is not read.')
    const comments = opened.incident.comments.map((comment) => ({ ...comment, body }))
    return applyCommands(withIncident(pass, { ...opened.incident, comments }), commands)?.replies
  }

  it('that counts elsewhere is answered by where to write it', () => {
    const item = defineCommand({ ...wave, kind: 'wave', names: ['wave'], where: ['action-item-issue'] })
    const failures = ['`/wave` does nothing here. Write it on the issue of an action item.']
    expect(repliesTo('tia', '/wave', [item])).toMatchObject([{ denied: null, failures, done: 0 }])
  })

  it('that somebody may use counts beside one that they may not', () => {
    const open = defineCommand({ ...wave, kind: 'wave', names: ['wave'], where: aboutIncident })
    const failures = [expect.stringMatching(/^Thank you, rex\. `\/severity` needs the triage role/)]
    const replies = repliesTo('rex', '/wave\n/severity sev1\n/severrity sev2', [...commandList, open])
    expect(replies).toMatchObject([{ denied: null, failures, done: 1 }])
  })
})
