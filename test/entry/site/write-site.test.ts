import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { aftermath } from '../terminal.ts'

let top: string
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'aftermath-site-'))
})
afterAll(() => rmSync(top, { recursive: true }))

const documents: Readonly<Record<string, string>> = {
  '2026-03-02-router.md':
    '---\ntitle: The router stood still\nseverity: SEV1\nservices: [Checkout]\ntags: [dns]\nstarted: 2026-03-02T10:00:00Z\ndetected: 2026-03-02T10:20:00Z\nresolved: 2026-03-02T12:00:00Z\n---\n\n# The router stood still\n\nConnection pool and router and gateway and certificate.\n\nSee [the other](more/2026-04-05-certificate.md#action-items), [nothing](gone.md), ![graph](graph.png).\n\n## Action items\n\n- [ ] Alert us @robin\n\n## Lessons learned\n\nRouters are **machines**.\n',
  'more/2026-04-05-certificate.md':
    '# A certificate <script>alert(1)</script> ended\n\nConnection pool and router and gateway and certificate.\n\n## What went well?\n\nThe [router](../2026-03-02-router.md) stood.\n\n## Action items\n\n- [x] Renew it\n',
  'reports/2012-08-01-knight.md': '---\nsource: https://example.com/knight\n---\n# Forty-five minutes\n',
  'undated.md': '# A night\n\nسلام\n',
  'README.md': '# Not one\n',
}

function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(top, name)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const run = (...args: readonly string[]) => aftermath({}, ['site', ...args])

/** All files of a site, by path. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    paths
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'latin1')]),
  )
}

describe('a site of a folder', () => {
  let folder: string
  let out: string
  let said: string
  beforeAll(async () => {
    folder = folderOf('source', documents)
    writeFileSync(join(folder, 'graph.png'), new Uint8Array([137, 80, 78, 71]))
    out = join(top, 'out')
    const ran = await run(folder, '--out', out, '--title', 'Acme <b>', '--url', 'https://acme.example/pm')
    expect(ran).toMatchObject({ code: 0, err: '' })
    said = ran.out
  })

  it('says what was made, and what was left out', () => {
    expect(said).toMatch(
      /^4 postmortems, \d+ pages, \d+ of them new or changed\.\nLeft out, as no postmortems: README\.md\.\nOpen .*index\.html\.\n$/,
    )
  })

  it('has no link that leads nowhere, and asks for nothing elsewhere', () => {
    const files = filesOf(out)
    for (const [path, text] of files) {
      if (!path.endsWith('.html')) continue
      const ids = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id))
      for (const [, attribute, target = ''] of text.matchAll(/<[^>]*\s(href|src)="([^"]*)"/g)) {
        if (/^https:\/\//.test(target)) {
          expect(attribute, `${path}: ${target}`).toBe('href')
          continue
        }
        if (target.startsWith('#')) {
          expect(ids, `${path}: ${target}`).toContain(target.slice(1))
          continue
        }
        expect([...files.keys()], `${path}: ${target}`).toContain(
          posix.join(posix.dirname(path), decodeURIComponent(target)),
        )
      }
    }
  })

  it('holds each page below 100 KB, with its title, its preview and its policy', () => {
    for (const [path, text] of filesOf(out)) {
      if (!path.endsWith('.html')) continue
      expect(text.length, path).toBeLessThan(100_000)
      expect(text, path).toMatch(/<title>[^<]+<\/title>/)
      expect(text, path).toContain('<meta property="og:title"')
      expect(text, path).toContain(`content="default-src &#x27;none&#x27;; `)
      expect(text, path).not.toContain('<script>')
      expect(text.includes('<script '), path).toBe(path === 'index.html')
    }
  })

  it('tells what each document says, and joins them', () => {
    const page = filesOf(out).get('postmortems/2026-03-02-router.html') ?? ''
    expect(page).toContain('href="../postmortems/more-2026-04-05-certificate.html">the other</a>')
    expect(page).toContain('<span>nothing</span>')
    expect(page).toMatch(/<img src="\.\.\/assets\/pictures\/[0-9a-f]{20}\.png" alt="graph"/)
    expect(page).toContain('20 min unnoticed')
    expect(page).toContain('1 of 1 left to do.')
    expect(page).toMatch(/Similar ones.*A certificate .* ended/s)
    const list = filesOf(out).get('index.html') ?? ''
    expect([...list.matchAll(/<li><a href="postmortems\/([^"]+)\.html"/g)].map(([, name]) => name)).toEqual([
      'more-2026-04-05-certificate',
      '2026-03-02-router',
      'reports-2012-08-01-knight',
      'undated',
    ])
    expect(list).toContain('<span class="badge">Book report</span>')
    expect(filesOf(out).get('learnings.html')).toContain('Routers are <strong>machines</strong>.')
    expect(filesOf(out).get('service/checkout.html')).toContain('The router stood still')
  })

  it('has a feed of those with a day, in which no title acts', () => {
    const feed = filesOf(out).get('feed.xml') ?? ''
    expect(feed).toContain('<link rel="self" href="https://acme.example/pm/feed.xml"/>')
    expect(feed.match(/<entry>/g)).toHaveLength(3)
    expect(feed).toContain('Acme &lt;b&gt;')
    expect(feed).not.toContain('<script>')
    expect(feed.match(/<id>urn:uuid:[0-9a-f-]{36}<\/id>/g)).toHaveLength(4)
  })

  it('made twice, is the same to the byte', async () => {
    const other = join(top, 'twice')
    await run(folder, '--out', other, '--title', 'Acme <b>', '--url', 'https://acme.example/pm/')
    expect(filesOf(other)).toEqual(filesOf(out))
  })
})

test('one that is brought up to date is the one that is made anew: pages come, change and go', async () => {
  const folder = folderOf('changing', documents)
  const [out, fresh] = [join(top, 'changing-out'), join(top, 'fresh-out')]
  await run(folder, '--out', out)
  const before = filesOf(out)
  writeFileSync(join(folder, 'undated.md'), '# A night\n\n[see](gone.md)\n')
  writeFileSync(join(folder, 'gone.md'), '# No more gone\n')
  rmSync(join(folder, 'reports'), { recursive: true })
  const second = await run(folder, '--out', out)
  await run(folder, '--out', fresh)
  expect(filesOf(out)).toEqual(filesOf(fresh))
  expect([...filesOf(out).keys()]).not.toContain('postmortems/reports-2012-08-01-knight.html')
  expect(second.out).toMatch(/ (\d+) of them new or changed/)
  expect(filesOf(out).get('postmortems/2026-03-02-router.html')).not.toBe(
    before.get('postmortems/2026-03-02-router.html'),
  )
  expect((await run(folder, '--out', out)).out).toContain('none of them changed')
})

test('a page that somebody changed in the site is put right', async () => {
  const folder = folderOf('tampered', documents)
  const out = join(top, 'tampered-out')
  await run(folder, '--out', out)
  const before = filesOf(out)
  writeFileSync(join(out, 'postmortems/undated.html'), 'other')
  rmSync(join(out, 'learnings.html'))
  await run(folder, '--out', out)
  expect(filesOf(out)).toEqual(before)
})

test('nothing outside of the folder is shown, and nothing outside of the site is touched', async () => {
  const secret = folderOf('secret', { 'secret.md': '# A secret\n', 'secret.png': 'SECRET' })
  const folder = folderOf('linked', {
    'a.md': '# A\n\n![x](../secret/secret.png) ![y](link.png) [z](../secret/secret.md)\n',
  })
  symlinkSync(join(secret, 'secret.md'), join(folder, 'b.md'))
  symlinkSync(join(secret, 'secret.png'), join(folder, 'link.png'))
  const out = join(top, 'linked-out')
  mkdirSync(out)
  const forged = { maker: 'x', documents: {}, units: {}, files: ['../secret/secret.md'] }
  writeFileSync(join(out, '.aftermath-site.json'), JSON.stringify(forged))
  expect(await run(folder, '--out', out)).toMatchObject({ code: 2 })
  rmSync(out, { recursive: true })
  await run(folder, '--out', out)
  expect([...filesOf(out).values()].join('')).not.toMatch(/A secret|SECRET/)
  expect(filesOf(secret).size).toBe(2)
})

describe('what cannot be done is said in a sentence:', () => {
  it.each([
    ['no folder', ['gone', '--out', 'x'], 2, /There is no folder gone/],
    ['nothing named', ['--out', 'x'], 2, /missing required argument/],
    ['nowhere to write', ['src'], 2, /required option '--out <dir>'/],
    ['an address that is none', ['src', '--out', 'x', '--url', 'acme'], 2, /--url "acme" is no address/],
    ['a folder of other files', ['docs', '--out', 'src'], 2, /src holds other files, and none of them is touched/],
    ['a file to write to', ['docs', '--out', 'package.json'], 2, /package\.json is a file/],
    ['a folder without postmortems', ['schema', '--out', 'never-made'], 1, /There is no postmortem in schema/],
  ])('%s', async (_, args, code, sentence) => {
    const ran = await run(...args)
    expect(ran.code).toBe(code)
    expect(ran.err).toMatch(sentence)
    expect(execFileSync('git', ['status', '--porcelain', 'x', 'never-made'], { encoding: 'utf8' })).toBe('')
  })
})
