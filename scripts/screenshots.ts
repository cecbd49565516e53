import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Demo, playDemo } from '../demo/play.ts'
import type { Terminal } from '../src/entry/commands/terminal.ts'
import { listen } from '../src/entry/http/http.ts'
import { runProgram } from '../src/entry/program.ts'
import { type CaptureOptions, capture, findChromium } from './capture.ts'
import { reportOfAYear } from './report-of-a-year.ts'

/** Where the README's pictures stand, below the directory that the script is started from. */
const folder = join('docs', 'images')

const howToGetOne = `There is no Chromium on this machine. Install one (on Debian: apt-get install chromium
fonts-noto-color-emoji), or set CHROMIUM_PATH to the executable of a Chrome or Chromium.
`

/**
 * Plays the demo and photographs the first check, the document with its chart while it is in review, and the finished
 * incident.
 */
async function main(): Promise<void> {
  if (findChromium() === undefined) {
    process.stderr.write(howToGetOne)
    process.exit(1)
  }
  mkdirSync(folder, { recursive: true })
  const demo = await playDemo({
    say: () => undefined,
    async moment(name, url) {
      if (name === 'first-check') await photograph(url, 'check.png', { height: 1400 })
      if (name === 'in-review') {
        await photograph(url, 'document.png', {
          height: 1130,
          scroll: { to: 'tr:has-text("v2012.8.0 to smars-2")', below: 1 },
        })
      }
    },
  })
  const { incident } = demo.pages
  if (incident === undefined) throw new Error('The demo names no page of the incident.')
  await photograph(incident, 'incident.png', { height: 1400 })
  await photographLibrary(demo)
  await demo.close()
  await photographReport()
}

/** Makes the site of the demo's postmortems, and photographs the page of the incident. */
async function photographLibrary({ variables }: Demo): Promise<void> {
  const out = mkdtempSync(join(tmpdir(), 'aftermath-library-'))
  const terminal: Terminal = {
    out: () => undefined,
    err: (text) => process.stderr.write(text),
    progress: () => undefined,
    now: () => Date.now(),
    colour: 'never',
    variables,
    readFile: (path) => readFileSync(path, 'utf8'),
    exists: existsSync,
  }
  const repository = 'knight-capital/order-router'
  await runProgram(['site', repository, '--out', out, '--title', 'Postmortems of the order router'], terminal)
  const [page = ''] = readdirSync(join(out, 'postmortems'))
  await photograph(pathToFileURL(join(out, 'postmortems', page)).href, 'library.png', { height: 1100 })
  rmSync(out, { recursive: true })
}

/** A report needs no server; its pictures do, since a browser answers no status for files. */
async function photographReport(): Promise<void> {
  const page = reportOfAYear()
  const { url, close } = await listen(
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      response.end(page)
    },
    { host: '127.0.0.1', port: 0 },
  )
  await photograph(url, 'report.png', { height: 1200, scroll: { to: '#part-2', below: 0 } })
  await photograph(url, 'report-dark.png', { height: 1000, scroll: { to: '#part-3', below: 0 }, colorScheme: 'dark' })
  await close()
}

async function photograph(
  url: string,
  name: string,
  window: Pick<CaptureOptions, 'height' | 'scroll' | 'colorScheme'>,
): Promise<void> {
  const file = join(folder, name)
  await capture(url, file, { width: 1280, sharpness: 1.5, ...window })
  process.stdout.write(`${file}  ${Math.round(statSync(file).size / 1024)} KB  ${url}\n`)
}

main().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`)
  process.exit(1)
})
