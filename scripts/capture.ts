import { existsSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']

/**
 * How a page is photographed; `width` and `height` (900) of the window in CSS pixels, `selector` limits the picture to
 * the first such element, `sharpness` is the number of pixels per CSS pixel (2).
 */
export interface CaptureOptions {
  readonly width: number
  readonly height?: number
  readonly sharpness?: number
  readonly fullPage?: boolean
  readonly selector?: string
  /** Scrolls until the first such element stands this many CSS pixels below the top of the window. */
  readonly scroll?: { readonly to: string; readonly below: number }
  readonly colorScheme?: 'light' | 'dark'
}

/** Path of a Chromium on this machine (`CHROMIUM_PATH` first, then the usual places); undefined when there is none. */
export function findChromium(): string | undefined {
  const wished = process.env.CHROMIUM_PATH
  const candidates = wished === undefined || wished === '' ? usual : [wished, ...usual]
  return candidates.find((path) => existsSync(path))
}

/**
 * Writes a PNG of the page at `url` to `file`, from its top or its anchor on. Throws when no Chromium is found, when the
 * page answers with an error status, and when `selector` matches nothing within five seconds.
 */
export async function capture(url: string, file: string, options: CaptureOptions): Promise<void> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('No Chromium found: set CHROMIUM_PATH to its executable.')
  const browser = await chromium.launch({ executablePath, args: flags })
  try {
    const page = await browser.newPage({
      viewport: { width: options.width, height: options.height ?? 900 },
      deviceScaleFactor: options.sharpness ?? 2,
      colorScheme: options.colorScheme ?? 'light',
    })
    const response = await page.goto(url)
    // A file has no status.
    if (!url.startsWith('file:') && (response === null || !response.ok()))
      throw new Error(`${url} answered ${response?.status() ?? 'nothing'}`)
    if (options.scroll !== undefined) await scrollTo(page, options.scroll)
    if (options.selector === undefined) await page.screenshot({ path: file, fullPage: options.fullPage ?? false })
    else await page.locator(options.selector).first().screenshot({ path: file, timeout: 5000 })
  } finally {
    await browser.close()
  }
}

async function scrollTo(page: Page, { to, below }: { readonly to: string; readonly below: number }): Promise<void> {
  const box = await page.locator(to).first().boundingBox({ timeout: 5000 })
  if (box === null) throw new Error(`Nothing to scroll to: ${to}`)
  await page.evaluate(`scrollTo(0, ${Math.round(box.y - below)})`)
}
