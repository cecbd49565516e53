import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportOfAYear } from '../../scripts/report-of-a-year.ts'
import { executablePath } from './stage.ts'

describe.skipIf(executablePath === undefined)('the page of a report', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox', '--disable-gpu'] })
  })
  afterAll(() => browser?.close())

  async function open(colorScheme: 'light' | 'dark', width = 1200): Promise<Page> {
    // The page forbids scripts, also those that look at it.
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height: 900 },
      bypassCSP: true,
      offline: true,
    })
    const page = await context.newPage()
    await page.setContent(reportOfAYear())
    return page
  }

  test.each(['light', 'dark'] as const)('has nothing that axe finds, in the %s', async (scheme) => {
    const page = await open(scheme)
    await page.addScriptTag({ content: axe.source })
    expect(await page.evaluate(runAxe)).toEqual([])
  })

  test('fits a phone, and shows every row on paper', async () => {
    const page = await open('light', 400)
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate(cutTables)).toBe(0)
  })

  test('answers to the keyboard alone', async () => {
    const page = await open('light')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('location.hash')).toBe('#content')
    const table = page.getByRole('region', { name: 'Days to the postmortem' })
    await table.focus()
    await page.keyboard.press('End')
    await page.waitForFunction(`document.activeElement.scrollTop > 0`)
  })
})

/** Evaluated in the page: what breaks a rule of WCAG 2.2, and where. */
const runAxe = `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 160)))`

/** Evaluated in the page: tables of which something would have to be scrolled to. */
const cutTables = `[...document.querySelectorAll('.scroll')].filter((one) => one.scrollHeight > one.clientHeight + 1).length`
