import { writeFileSync } from 'node:fs'
import type { Configuration } from '../../config/schema/schema.ts'
import { knowledgeFrom } from '../../document/publication/internal-knowledge.ts'
import { noPublicationKnowledge, type PublicationKnowledge } from '../../document/publication/leak.ts'
import { findLeaks } from '../../document/publication/leaks.ts'
import { publicationQuestions, publicDocument } from '../../document/publication/public-document.ts'
import { sayLeak } from '../../document/publication/say-leak.ts'
import { loadTemplates } from '../templates.ts'
import { localConfiguration, readTextFile } from './read-input.ts'
import { CommandError, type CommandOutcome, paint, type Terminal } from './terminal.ts'

export interface PublishOptions {
  readonly check?: boolean
  readonly config?: string
  readonly from?: string
  readonly out?: string
}

/** Prints the document for everybody that an internal one makes, or with `check` what leaks of one. */
export function publishCommand(terminal: Terminal, file: string, options: PublishOptions): CommandOutcome {
  if (options.check && options.out !== undefined)
    throw new CommandError('usage', '--check writes nothing: leave --out away.')
  if (!options.check && options.from !== undefined)
    throw new CommandError('usage', '--from is for --check: FILE is the internal document already.')
  const configuration = localConfiguration(terminal, options.config)
  return options.check
    ? checkPublication(terminal, file, options, configuration)
    : makePublication(terminal, file, options, configuration)
}

function checkPublication(
  terminal: Terminal,
  file: string,
  { from }: PublishOptions,
  configuration: Configuration,
): CommandOutcome {
  const texts = loadTemplates()
  const text = readTextFile(terminal, file)
  const internal = from === undefined ? null : readTextFile(terminal, from)
  const found = findLeaks(text, knowledgeOf(configuration, internal, publicationQuestions(texts)))
  if (!found.ok) throw new CommandError('usage', `${file}: ${found.problem}`)
  for (const leak of found.leaks) {
    const { message, instead, line, kind } = sayLeak(leak, texts)
    const place = paint(terminal, 'bold', `${file}:${line}:`)
    terminal.out(`${place} ${paint(terminal, 'red', 'leak:')} ${message} [${kind}]\n`)
    terminal.out(`  = ${paint(terminal, 'dim', instead)}\n`)
  }
  const count = found.leaks.length
  terminal.out(`${file}: ${count === 0 ? 'nothing found' : `${count} ${count === 1 ? 'leak' : 'leaks'}`}\n`)
  return count === 0 ? 'ok' : 'failed'
}

function makePublication(
  terminal: Terminal,
  file: string,
  { out }: PublishOptions,
  configuration: Configuration,
): CommandOutcome {
  const texts = loadTemplates()
  const internal = readTextFile(terminal, file)
  const made = publicDocument(internal, {
    texts,
    headings: configuration.review.headings,
    path: file,
    contact: configuration.publish.contact,
    knowledge: knowledgeOf(configuration, internal, publicationQuestions(texts)),
  })
  if (!made.ok) throw new CommandError('usage', `${file}: ${made.problem}`)
  const { text, leftOut } = made.publication
  for (const leak of leftOut) terminal.err(`Left out: ${sayLeak(leak, texts).message} [${leak.kind}]\n`)
  if (out === undefined) {
    terminal.out(text)
    return 'ok'
  }
  if (terminal.exists(out)) throw new CommandError('failed', `${out} is there already. Name another file.`)
  writeFileSync(out, text, { flag: 'wx' })
  terminal.out(`Written to ${out}. Answer its questions, then: aftermath publish --check ${out} --from ${file}\n`)
  return 'ok'
}

function knowledgeOf(
  { publish, actionItems, review }: Configuration,
  internal: string | null,
  questions: readonly string[],
): PublicationKnowledge {
  const { people, tracked } = internal === null ? noPublicationKnowledge : knowledgeFrom(internal, review.headings)
  const configured = Object.entries(actionItems.people).flat()
  const [owner, name] = publish.repository?.split('/') ?? []
  return {
    ...noPublicationKnowledge,
    internal: publish.internal,
    customers: publish.customers,
    people: [...configured, ...people],
    tracked,
    owner: name === undefined ? null : (owner ?? null),
    publicRepositories: name === undefined || owner === undefined ? [] : [`${owner}/${name}`],
    questions,
  }
}
