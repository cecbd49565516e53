import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issuesShape } from '../../sandbox/pages/shapes.ts'
import { actAs, executablePath, home, howToGetOne, meanwhile, openStage, press, type Stage } from './stage.ts'

if (executablePath === undefined) console.warn(howToGetOne)

const actions = `- [ ] Delete Power Peg @release-engineer (due 2012-08-10) [P0]
- [ ] Compare the versions of all servers @trading-ops (due 2012-08-17)
- [ ] Stop the router`

describe.skipIf(executablePath === undefined)('one incident, played through the pages alone', () => {
  let stage: Stage
  let page: Page

  beforeAll(async () => {
    stage = await openStage()
    page = await stage.open(home)
  })
  afterAll(() => stage?.close())

  test('goes from its issue to the last closed follow-up', async () => {
    await declare()
    await writePostmortem()
    await reviewAndMerge()
    await letTimePass()
    await closeItems()
    await expectEverythingDone()
  })

  async function declare() {
    await actAs(page, 'incident-commander')
    await page.getByRole('link', { name: /^Issues/ }).click()
    await page.getByRole('link', { name: 'New issue' }).click()
    await page.getByLabel('Title').fill('Orders in 154 stocks that nobody placed')
    await page.getByLabel('Description').fill('Since the market opened.\n\n- [ ] call the exchanges')
    await press(page, 'Create issue')
    await page.waitForURL(`**${home}/issues/1`)
    await page.getByRole('checkbox', { name: 'call the exchanges' }).click()
    await expectChecked('call the exchanges')

    await page.locator('summary', { hasText: 'Labels' }).click()
    await page.getByRole('checkbox', { name: /^incident / }).check()
    await press(page, 'Save')
    await page.getByText('added the').waitFor()
    await meanwhile(stage, page)
  }

  async function writePostmortem() {
    await page.goto(`${home}/pull/2`)
    await page.getByRole('link', { name: /^Files changed/ }).click()
    await page.getByRole('link', { name: 'Edit' }).click()
    const text = page.getByLabel(/^Text of /)
    const before = await text.inputValue()
    const heading = before.indexOf('### Action items')
    const at = before.indexOf('-->', heading) + 3
    await text.fill(`${before.slice(0, at)}\n\n${actions}${before.slice(at)}`)
    await page.getByLabel('Commit message').fill('Write down what to do')
    await press(page, 'Commit changes')
    await page.getByRole('checkbox', { name: 'Stop the router' }).click()
    await expectChecked('Stop the router')
    await page.goto(`${home}/pull/2`)
    await page.getByText('Write down what to do').waitFor()
    await page.getByText('Tick "Stop the router"').waitFor()
  }

  async function reviewAndMerge() {
    await press(page, 'Ready for review')
    await page.getByText('Ready to merge.').waitFor()
    await actAs(page, 'release-engineer')
    await page.locator('summary', { hasText: 'Review these changes' }).click()
    await page.getByLabel('What you found').fill('Blameless and complete.')
    await press(page, 'Approve')
    await page.getByText('approved these changes').waitFor()
    await press(page, 'Merge pull request')
    await page.locator('.state', { hasText: 'Merged' }).waitFor()
    await meanwhile(stage, page)
  }

  async function letTimePass() {
    await page.goto(`${home}/issues/3`)
    await press(page, '+ 1 day')
    await page.locator('summary', { hasText: 'Other time' }).click()
    await page.getByLabel('Date and time in UTC').fill('2012-08-09T18:00')
    await press(page, 'Set the clock')
    await page.locator('#clock', { hasText: 'Thursday 2012-08-09 18:00 UTC' }).waitFor()
    await stage.theatre.sweep()
    await page.reload()
    await page.locator('.entry', { hasText: '@release-engineer' }).waitFor()
  }

  async function closeItems() {
    await page.getByLabel('Add a comment').fill('It is gone from all eight servers.')
    await press(page, 'Close as completed')
    await page.locator('.state', { hasText: 'Closed as completed' }).waitFor()
    await actAs(page, 'trading-ops')
    await page.goto(`${home}/issues/4`)
    await press(page, 'Close as not planned')
    await page.locator('.state', { hasText: 'Closed as not planned' }).waitFor()
  }

  async function expectEverythingDone() {
    await page.goto(`${home}/issues/1`)
    await meanwhile(stage, page)
    await page.locator('.side').getByRole('link', { name: 'postmortem-complete' }).waitFor()
    expect(await page.locator('.subs .progress').textContent()).toBe('2 of 2')
    const found = await state()
    expect(found.issues).toEqual([
      [1, 'open', null],
      [3, 'closed', 'completed'],
      [4, 'closed', 'not_planned'],
    ])
    expect(found.pulls).toEqual([[2, 'closed']])
  }

  async function expectChecked(name: string) {
    const box = page.getByRole('checkbox', { name, checked: true })
    await box.waitFor()
  }

  /** What the API says at the end, whatever the pages show. */
  async function state() {
    const { fetch, tokens, url } = stage.theatre.sandbox
    const headers = { authorization: `token ${tokens['chief-technology-officer']}` }
    const response = await fetch(new Request(`${url}/repos${home}/issues?state=all&direction=asc`, { headers }))
    const all = issuesShape.parse(await response.json())
    return {
      issues: all
        .filter(({ pull_request }) => !pull_request)
        .map((one) => [one.number, one.state, one.state_reason ?? null]),
      pulls: all.filter(({ pull_request }) => pull_request).map((one) => [one.number, one.state]),
    }
  }
})
