import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sampled } from '../extent.ts'
import { actAs, executablePath, home, openStage, press, type Stage } from './stage.ts'

describe.skipIf(executablePath === undefined)('the forms of the pages', () => {
  let stage: Stage
  let page: Page

  beforeAll(async () => {
    stage = await openStage()
    const opening = await stage.open(`${home}/issues/new`)
    await opening
      .getByLabel('Title')
      .fill('Orders in 154 stocks that nobody placed, in one long title with AVeryLongWord')
    await opening.getByLabel('Description').fill(`- [ ] one\n\n${'a-very-long-word-'.repeat(20)}`)
    await opening.getByRole('checkbox', { name: /^incident / }).check()
    await press(opening, 'Create issue')
    await opening.waitForURL(`**${home}/issues/1`)
    await stage.theatre.settle()
    await opening.close()
  })
  afterEach(() => page?.close())
  afterAll(() => stage?.close())

  const paths = [
    '/',
    home,
    `${home}/issues`,
    `${home}/issues/new`,
    `${home}/issues/1`,
    `${home}/pulls`,
    `${home}/pull/2`,
    `${home}/pull/2/files`,
    `${home}/edit/main/README.md`,
    `${home}/blob/main/README.md`,
    '/nothing/here',
  ]
  test.each(sampled(paths, 5))('%s fits a window of 400 pixels, with everything unfolded', async (path) => {
    page = await stage.open(path, 400)
    expect(await overflow(page)).toBe(0)
    for (const fold of await page.locator('summary:visible').all()) {
      if (!(await fold.isVisible())) continue
      await fold.press('Enter')
      expect(await overflow(page)).toBe(0)
    }
  })

  test('answer to the keyboard alone', async () => {
    page = await stage.open(`${home}/issues/1`)
    await tabTo(page, 'Skip to content')
    await page.keyboard.press('Enter')
    await tabTo(page, 'one')
    await page.keyboard.press('Space')
    await page.getByRole('checkbox', { name: 'one', checked: true }).waitFor()
    await tabTo(page, 'Add a comment')
    await page.keyboard.type('Typed without a mouse.')
    await tabTo(page, 'Close as not planned')
    await page.keyboard.press('Enter')
    await page.locator('.state', { hasText: 'Closed as not planned' }).waitFor()
    await page.locator('.entry', { hasText: 'Typed without a mouse.' }).waitFor()
    await page.goto(`${home}/issues/1`)
    await tabTo(page, 'Acting as chief-technology-officer')
    await page.keyboard.press('Enter')
    await tabTo(page, 'trading-ops')
    await page.keyboard.press('Enter')
    await page.locator('header summary', { hasText: 'trading-ops' }).waitFor()
  })

  test('show where the focus is', async () => {
    page = await stage.open(`${home}/issues/1`)
    for (const name of ['Skip to content', 'one', 'Edit', 'Labels', 'Add a comment', 'Comment', '+ 1 hour']) {
      await tabTo(page, name)
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'), name).toBe('solid')
    }
  })

  test('keep what was typed when the API refuses', async () => {
    page = await stage.open(`${home}/pull/2`)
    await page.locator('summary', { hasText: 'Review these changes' }).click()
    await page.getByLabel('What you found').fill('')
    await press(page, 'Request changes')
    await page.getByRole('alert').getByText('Review Body is required').waitFor()
    expect(await page.getByLabel('What you found').isVisible()).toBe(true)
  })

  test('warn of a commit that came between, and lose no text', async () => {
    page = await stage.open(`${home}/edit/main/README.md`)
    await page.getByLabel('Text of README.md').fill('mine\n')
    const other = await stage.open(`${home}/edit/main/README.md`)
    await actAs(other, 'trading-ops')
    await other.getByLabel('Text of README.md').fill('theirs\n')
    await press(other, 'Commit changes')
    await other.waitForURL('**/blob/main/README.md')
    await other.close()
    await press(page, 'Commit changes')
    await page.getByRole('alert').getByText('README.md does not match').waitFor()
    expect(await page.getByLabel('Text of README.md').inputValue()).toBe('mine\n')
    await page.locator('summary', { hasText: 'The newer version' }).click()
    await page.locator('#newer-L1', { hasText: 'theirs' }).waitFor()
    await press(page, 'Commit mine over the newer version')
    await page.waitForURL('**/blob/main/README.md')
    await page.getByText('mine').waitFor()
  })
})

async function overflow(page: Page): Promise<unknown> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

/** Presses Tab until what has the focus is called so; fails after a whole round of the page. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate(focusName)) === name) return
  }
  throw new Error(`Tab does not reach "${name}".`)
}

/** Evaluated in the page: the accessible name of what has the focus, near enough. */
const focusName = `(() => {
  const at = document.activeElement
  const said = (at.labels?.[0] ?? at).cloneNode(true)
  for (const silent of said.querySelectorAll('[aria-hidden]')) silent.remove()
  const name = at.getAttribute('aria-label') ?? said.textContent
  return name.replace(/\\s+/g, ' ').trim()
})()`
