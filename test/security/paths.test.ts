import { afterEach, describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../src/config/configuration.ts'
import { closeStages, setStage, tamper } from '../bad-input/stage.ts'

afterEach(closeStages)

const configuration = '.github/postmortem.yml'

/** What the status comment says about the configuration. */
function mistakes(status: string): readonly string[] {
  return status.split('\n').filter((line) => line.startsWith('- Configuration: ') || line.includes('cannot be used'))
}

const anywhere = [
  '../outside',
  'a/../../outside',
  'a/..',
  '/etc',
  '//host/share',
  'C:/windows',
  'a\\b',
  '..\\outside',
  '.git',
  'a/.git/hooks',
  '.github/workflows',
  '.hidden/a',
  'a/.hidden',
  './a',
  'a//b',
  '%2e%2e/outside',
  'a/%2e%2e%2foutside',
  'a\nb',
  'a\u0000b',
  'a\u202eb',
  'a\u200bb',
  'a\u3164b',
  ' a',
  '~/../a',
]
const templatesOnly = ['.github/workflows/a', '.github/WorkFlows/a', '.github/../a', '.github/.git/a', '.GITHUB/a']

describe('a path in the configuration', () => {
  it.each(anywhere)('%j is refused for the directory, with line and column', (path) => {
    expect(refusalOf('directory', path)).toMatchObject([{ line: 2, column: 12, key: 'directory' }])
  })

  it.each([...anywhere, ...templatesOnly])('%j is refused for the template, with line and column', (path) => {
    expect(refusalOf('template', `${path}/x.md`)).toMatchObject([{ line: 2, column: 11, key: 'template' }])
  })

  it.each(['postmortems', 'docs/post-mortems/2026', 'Ünïcode/文書', 'a b', 'a.b/c..d'])('%j is taken', (path) => {
    expect(refusalOf('directory', path)).toEqual([])
    expect(refusalOf('template', `${path}.md`)).toEqual([])
    expect(refusalOf('template', `.github/${path}.md`)).toEqual([])
  })

  it('that leads out is answered in the status comment, and the app stays in its folder', async () => {
    const stage = await setStage({
      files: { [configuration]: 'directory: ".github/workflows"\ntemplate: "../x.md"\n' },
    })
    const number = await stage.declare({})
    expect(mistakes(await stage.status(number))).toEqual([
      '- Configuration: acme/shop/.github/postmortem.yml:1:12 directory: the text ".github/workflows" does not fit, allowed: a folder, relative to the root, without "..", hidden parts, backslashes, "%" or ":"; "postmortems" counts instead (default)',
      '- Configuration: acme/shop/.github/postmortem.yml:2:11 template: the text "../x.md" does not fit, allowed: seven-questions, public, book-report, or the path of a file that ends in .md or .mustache, as for directory or in .github, or a mapping of at most 20 labels, default among them, to these; "seven-questions" counts instead (default)',
    ])
    expect((await stage.document(number)).path).toBe('postmortems/2026-03-02-1-checkout-is-down.md')
  })
})

describe('a template', () => {
  it.each(['symlink', 'submodule'])('that is a %s is not followed', async (type) => {
    tamper(/\/contents\/docs\/x\.md/, (body) => ({ ...asRecord(body), type, content: '', target: '../../secret' }))
    const files = { [configuration]: 'template: docs/x.md\n', 'docs/x.md': '# Theirs' }
    const stage = await setStage({ files })
    const number = await stage.declare({})
    expect(mistakes(await stage.status(number))).toEqual([
      '- The template docs/x.md cannot be used: it is not a plain file. Mend it, or name another template in the configuration. Until then, documents are made from the default template.',
    ])
  })
})

describe('_extends', () => {
  it('is refused, with a sentence, and nothing is read from elsewhere', async () => {
    const stage = await setStage({ files: { [configuration]: '_extends: evil/repository:path.yml\n' } })
    const number = await stage.declare({})
    expect(mistakes(await stage.status(number))).toEqual([
      "- Configuration: acme/shop/.github/postmortem.yml:1:1 \\_extends: is not supported, the owner's .github repository is merged automatically; remove this key",
    ])
    expect(stage.world.sandbox.requests.list().filter(({ path }) => path.includes('evil'))).toEqual([])
  })
})

describe('a configuration that cannot be read', () => {
  it.each([
    {
      what: 'is larger than GitHub shows',
      files: { [configuration]: `mode: act\n${'#'.repeat(1_600_000)}` },
      says: 'is larger than 64 KiB, so the whole file is ignored; keep only the keys that you need',
    },
    {
      what: 'is a folder',
      files: { [`${configuration}/x.yml`]: 'mode: act\n' },
      says: 'is not a plain file, so it is ignored; put a file of YAML in its place',
    },
  ])('because it $what is told, and the defaults count', async ({ files, says }) => {
    const stage = await setStage({ files })
    const number = await stage.declare({})
    expect(mistakes(await stage.status(number))).toEqual([
      `- Configuration: acme/shop/.github/postmortem.yml:1:1 ${says}`,
    ])
    expect(await stage.status(number)).toContain('### 📝 Postmortem: drafting')
  })
})

describe('the owner’s configuration', () => {
  const secret = 'project-nimbus'
  const rows = [
    `incident_label: ["${secret}"]`,
    `${secret}: 1`,
    `reminders:\n  ${secret}: 1`,
    `reminders: ${secret}`,
    `mode: ${secret}`,
    `a: &${secret} 1\nb: *${secret}x`,
    `- ${secret}`,
    `severity_labels: [ok, "${secret}, ${secret}"]`,
    `mode: act\n${secret}: 1\n${secret}: 2`,
    `a: !!${secret} b`,
    `"${secret}`,
  ]

  it.each(rows)('is not quoted where more people may see its mistakes: %j', (text) => {
    const owner = { source: 'acme/.github/.github/postmortem.yml', text }
    const { problems } = parseConfiguration({ repository: null, owner })
    expect(problems.length).toBeGreaterThan(0)
    expect(JSON.stringify(problems)).not.toContain('nimbus')
    const repository = { source: 'acme/shop/.github/postmortem.yml', text: 'template: ../x.md\nmode: 1\n' }
    const both = parseConfiguration({
      repository,
      owner: { ...owner, text: `template: ${secret}.md\nmode: observe\n` },
    })
    expect(both.problems.map(({ message }) => message.split('; ')[1])).toEqual([
      "the value in the owner's file counts instead",
      "the value in the owner's file counts instead",
    ])
  })
})

function refusalOf(key: string, path: string) {
  const text = `mode: act\n${key}: ${JSON.stringify(path)}\n`
  return parseConfiguration({ repository: { source: 'x', text }, owner: null }).problems
}

function asRecord(body: unknown): object {
  return typeof body === 'object' && body !== null ? body : {}
}
