import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { configurationMarkdown } from '../src/config/markdown.ts'
import { configurationJsonSchema } from '../src/config/schema/json-schema.ts'
import { frontMatterJsonSchema } from '../src/document/front-matter/front-matter-schema.ts'
import { rulesMarkdown } from '../src/document/review/rules-markdown.ts'
import { templatesMarkdown } from '../src/document/template/templates-markdown.ts'
import { loadTemplates } from '../src/entry/templates.ts'
import { commandsMarkdown } from '../src/plan/commands/commands-markdown.ts'
import { commandList, namesOfCommands } from '../src/plan/commands/list.ts'
import { textViewsModule } from './text-views.ts'

/** A file that is made from the code and committed, so that people and editors can read it. */
interface GeneratedFile {
  /** Relative to the root of the package. */
  readonly path: string
  readonly content: string
}

/** The lines of a page between which a part of it is made; the others are written by hand. */
const made = {
  begins: '<!-- Made by `npm run generate` from src/plan/commands. -->\n',
  ends: '<!-- The end of what is made. -->',
}

/** A page with its made part as `part`. Throws where the page has no place for it. */
function withPart(path: string, part: string): GeneratedFile {
  const page = readFileSync(join(root, path), 'utf8')
  const begin = page.indexOf(made.begins) + made.begins.length
  const end = page.indexOf(made.ends)
  if (begin < made.begins.length || end < begin) throw new Error(`${path} has no place for its made part.`)
  return { path, content: `${page.slice(0, begin)}${part}${page.slice(end)}` }
}

/** What triggers may know of the commands: not what they do. */
function commandNamesModule(): string {
  const names = namesOfCommands(commandList).map((name) => `  '${name}',\n`)
  return `// Made by \`npm run generate\` from src/plan/commands/list.ts, so that deliveries are read without what commands do.

/** What commands are called by, aliases included. */
export const commandNames: readonly string[] = [
${names.join('')}]
`
}

const root = packageRoot()

const generatedFiles: readonly GeneratedFile[] = [
  { path: 'schema/postmortem.schema.json', content: `${JSON.stringify(configurationJsonSchema(), null, 2)}\n` },
  { path: 'schema/front-matter.schema.json', content: `${JSON.stringify(frontMatterJsonSchema(), null, 2)}\n` },
  { path: 'docs/configuration.md', content: configurationMarkdown() },
  { path: 'docs/review-rules.md', content: rulesMarkdown() },
  { path: 'docs/templates.md', content: templatesMarkdown() },
  withPart('docs/commands.md', commandsMarkdown(commandList)),
  { path: 'src/domain/commands/command-names.ts', content: commandNamesModule() },
  { path: 'src/plan/text-views.ts', content: textViewsModule(loadTemplates()) },
]

/** The nearest folder above this file that holds a package.json: the compiled script stands deeper than its source. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('There is no package.json above this script.')
    folder = parent
  }
  return folder
}

function isFresh(file: GeneratedFile): boolean {
  const path = join(root, file.path)
  return existsSync(path) && readFileSync(path, 'utf8') === file.content
}

function main(options: readonly string[]): number {
  const stale = generatedFiles.filter((file) => !isFresh(file))
  if (options.includes('--check')) {
    for (const file of stale) console.error(`${file.path} is stale: run \`npm run generate\` and commit it`)
    return stale.length === 0 ? 0 : 1
  }
  for (const file of stale) {
    const path = join(root, file.path)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, file.content)
    console.log(`wrote ${file.path}`)
  }
  return 0
}

process.exitCode = main(process.argv.slice(2))
