import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aftermath } from '../entry/terminal.ts'
import { sampled } from '../extent.ts'
import { executablePath } from './stage.ts'

const violations = z.array(z.object({ id: z.string(), nodes: z.array(z.string()) }))

const hostile = `<script>window.acted = 1</script>
<img src=x onerror="window.acted = 1"><svg onload="window.acted = 1"><script>window.acted = 1</script></svg>
<style>body { display: none }</style><p style="position:fixed;inset:0;background:red">Over all</p>
<iframe src="https://evil.example/"></iframe><form action="https://evil.example/"><button>Send</button></form>
[click](javascript:window.acted=1) ![pixel](https://evil.example/pixel.png) <a href="https://evil.example/">out</a>
\u202eturned\u2066
<details ontoggle="window.acted = 1" open><summary>More</summary>x</details>`

const everything = `---
title: "الخدمة \u202e توقفت <b>now</b>"
severity: SEV1
services: [Checkout]
tags: [dns, "<i>"]
kind: configuration
started: 2026-03-02T10:00:00Z
detected: 2026-03-02T10:20:00Z
mitigated: 2026-03-02T11:00:00Z
resolved: 2026-03-02T12:00:00Z
---

## Timeline

- 10:00 UTC - It began
- 10:20 UTC - Seen

## Long things

${'a_very_long_word'.repeat(30)}

| ${'wide | '.repeat(30)}
| ${'--- | '.repeat(30)}
| ${'cell | '.repeat(30)}

\`\`\`
${'long line '.repeat(60)}
\`\`\`

- [ ] open
- [x] done[^1]

[^1]: A note.

## Lessons learned

Machines rest.

## Action items

- [ ] Alert us @robin (due 2026-05-01)
- [x] Tell others
`

describe.skipIf(executablePath === undefined)('the site of postmortems, in a browser without a server', () => {
  let folder: string
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aftermath-browser-'))
    const source = join(folder, 'source')
    mkdirSync(source)
    writeFileSync(join(source, '2026-03-01-hostile.md'), `# Hostile\n\n${hostile}\n`)
    writeFileSync(join(source, '2026-03-02-everything.md'), everything)
    for (let at = 1; at < 9; at += 1)
      writeFileSync(
        join(source, `2025-0${at}-01.md`),
        `# Incident ${at}\n\nThe connection pool of service ${at} ran dry.\n`,
      )
    const ran = await aftermath({}, ['site', source, '--out', join(folder, 'site')])
    expect(ran.err).toBe('')
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox', '--disable-gpu'] })
  })
  afterEach(() => page?.close())
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true })
  })

  const addressOf = (path: string) => pathToFileURL(join(folder, 'site', path)).href
  async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const opened = await browser.newPage(options)
    opened.setDefaultTimeout(10_000)
    await opened.goto(addressOf(path))
    return opened
  }

  test('breaks no rule of WCAG 2.2 AA, by light and in the dark', async () => {
    const pages = [
      ...['index.html', 'browse.html', 'learnings.html', 'went-well.html', 'service/checkout.html', 'year/2025.html'],
      ...readdirSync(join(folder, 'site/postmortems'))
        .slice(-6)
        .map((name) => `postmortems/${name}`),
    ]
    expect(pages.length).toBeGreaterThan(9)
    for (const [index, path] of sampled(pages, 6).entries()) {
      page = await open(path, { colorScheme: index % 2 === 0 ? 'light' : 'dark', bypassCSP: true })
      await page.addScriptTag({ content: axe.source })
      const found = violations.parse(await page.evaluate(runAxe))
      expect(found, path).toEqual([])
      await page.close()
    }
  })

  test('lets nothing of a document act, and asks for nothing elsewhere', async () => {
    page = await browser.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(addressOf('postmortems/2026-03-01-hostile.html'))
    for (const link of await page.locator('section.document a').all())
      expect(await link.getAttribute('href')).toMatch(/^https:/)
    await page.locator('summary').click()
    expect(await page.evaluate('window.acted')).toBeUndefined()
    expect(await page.locator('h1').isVisible()).toBe(true)
    expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
  })

  test('finds words of any document, and lists them again when nothing is asked', async () => {
    page = await open('index.html')
    await page.getByLabel('Search in all documents').fill('machines rest')
    await page.locator('#found', { hasText: '1 found.' }).waitFor()
    expect(await page.locator('#results a').count()).toBe(1)
    expect(await page.locator('#list').isVisible()).toBe(false)
    await page.getByLabel('Search in all documents').fill('conection poo')
    await page.locator('#found', { hasText: '8 found.' }).waitFor()
    await page.getByLabel('Search in all documents').fill('nowherewritten')
    await page.locator('#found', { hasText: 'Nothing found.' }).waitFor()
    await page.getByLabel('Search in all documents').fill('')
    await page.locator('#list').waitFor()
    expect(await page.locator('#list > li').count()).toBe(10)
  })

  test('answers to the keyboard alone', async () => {
    page = await open('index.html')
    await tabTo(page, 'Skip to content')
    await page.keyboard.press('Enter')
    await tabTo(page, 'Search in all documents')
    await page.keyboard.type('incident 3')
    await page.locator('#results a').first().waitFor()
    await tabTo(page, 'Incident 3')
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/postmortems/2025-03-01.html')
  })

  test('is read whole without script', async () => {
    page = await open('index.html', { javaScriptEnabled: false })
    expect(await page.locator('#list > li').count()).toBe(10)
    expect(await page.locator('#search').isVisible()).toBe(false)
    await page.locator('#list a').first().click()
    await page.waitForURL('**/postmortems/*.html')
    expect(await page.locator('.moments li').count()).toBe(2)
    expect(await page.locator('.items tbody tr', { hasText: 'Alert us' }).count()).toBe(1)
  })

  test.each([
    'index.html',
    'postmortems/2026-03-02-everything.html',
    'postmortems/2026-03-01-hostile.html',
    'learnings.html',
  ])('%s fits a window of 320 pixels', async (path) => {
    page = await open(path, { viewport: { width: 320, height: 800 } })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
  })
})

/** Evaluated in the page. */
const runAxe = `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 200)) })))`

/** Presses Tab until what has the focus is called so; fails after a whole round of the page. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(
      '(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()',
    )
    if (focused === name) return
  }
  throw new Error(`Tab does not reach "${name}".`)
}
