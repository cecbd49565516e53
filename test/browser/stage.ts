import { type Browser, chromium, type Page } from 'playwright-core'
import { openTheatre, type Theatre } from '../../demo/theatre.ts'
import { repository } from '../../demo/world.ts'
import { findChromium } from '../../scripts/capture.ts'

/** Where a browser is on this machine; undefined when the tests that need one are skipped. */
export const executablePath = findChromium()

/** What to do about skipped tests, in one line. */
export const howToGetOne =
  'Skipped: the browser tests need Chromium. On Debian: apt-get install chromium; or name one in CHROMIUM_PATH.'

/** The addresses of the repository's pages start with this. */
export const home = `/${repository.owner}/${repository.repo}`

/** The embedded GitHub with the app connected, and a browser that looks at its pages. */
export interface Stage {
  readonly theatre: Theatre
  readonly browser: Browser
  /** A new window with cookies of its own, `width` CSS pixels wide (1280). */
  open(path: string, width?: number): Promise<Page>
  close(): Promise<void>
}

/** Starts all of it on free ports. */
export async function openStage(): Promise<Stage> {
  const theatre = await openTheatre(0, () => undefined)
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: executablePath ?? '', args })
  return {
    theatre,
    browser,
    async open(path, width = 1280) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, baseURL: theatre.sandbox.url })
      page.setDefaultTimeout(10_000)
      await page.goto(path)
      return page
    },
    async close() {
      await browser.close()
      await theatre.close()
    },
  }
}

/** Lets the app finish what it has heard of, then shows the page as it is now. */
export async function meanwhile({ theatre }: Stage, page: Page): Promise<void> {
  await theatre.settle()
  await page.reload()
}

/** Chooses who acts from now on, in the header's menu. */
export async function actAs(page: Page, login: string): Promise<void> {
  await page.locator('header summary').click()
  await page.locator('header').getByRole('button', { name: login }).click()
  await page.locator('header summary', { hasText: login }).waitFor()
}

/** Clicks a button and waits for the page that follows. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}
