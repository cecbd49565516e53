import { findOpen } from './final-look.ts'
import { appLogin, createScene, type Scene, StoryError } from './scene.ts'
import type { Page, Reaction, Step } from './step.ts'
import { story } from './story.ts'
import { alarmPage } from './story-alarm.ts'
import { itemPage } from './story-follow-ups.ts'
import { incident, incidentPage, pullPage } from './story-incident.ts'
import { checkPage } from './story-review.ts'
import { openTheatre, patience, type Theatre } from './theatre.ts'
import { instant, shown } from './times.ts'

/** What a line is: the title of an act, what somebody does, what the app does about it, a page, or a remark. */
export type LineKind = 'act' | 'step' | 'app' | 'link' | 'remark'

export interface DemoOptions {
  /** Takes the story line by line, without line breaks. */
  readonly say: (line: string, kind: LineKind) => void
  /** Where the pages are served; a free port by default. */
  readonly port?: number
  /** Takes the app's log, each line with its break. */
  readonly log?: (line: string) => void
  /** Whether the pages outlive the story (`kept`, the default): only then its last lines name those worth a look. */
  readonly pages?: 'kept' | 'closed'
  /** Called and waited for at the moments that the story names, with the address of the page that shows them. */
  readonly moment?: (name: string, url: string) => Promise<void>
}

/** The demo after its last act: the pages stay until it is closed. */
export interface Demo {
  readonly url: string
  /** What is worth a look: `incident`, `document`, `check`, `deployments`, `pullRequest`, `escalated`, `declined`, `falseAlarm`. */
  readonly pages: Readonly<Record<string, string>>
  /** The environment in which the command line looks at it. */
  readonly variables: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** By a key for programs; `what` is for people. */
const worthALook = {
  incident: { what: 'The incident, with the comment that the app keeps', page: incidentPage },
  document: {
    what: 'The document: the timeline and its chart, 7 of 8 servers, the rollback, and the links of its issues',
    page: async (scene: Scene) => `/blob/main/${(await scene.postmortem(incident)).path}`,
  },
  check: { what: 'What the review said last, with the issues that merging would open', page: checkPage },
  deployments: { what: 'What stood on which server', page: () => '/deployments' },
  pullRequest: { what: 'The pull request', page: pullPage },
  escalated: { what: 'The action item that was escalated', page: itemPage('page') },
  declined: { what: 'The action item that was declined', page: itemPage('supplier') },
  falseAlarm: { what: 'The false alarm', page: alarmPage },
} as const satisfies Readonly<Record<string, { readonly what: string; readonly page: Page }>>

/**
 * Starts the embedded GitHub and the app as two servers on loopback and plays the story to its end.
 * @throws StoryError with a sentence when the app does not do what the story says; both servers are stopped then
 */
export async function playDemo(options: DemoOptions): Promise<Demo> {
  const theatre = await openTheatre(options.port ?? 0, options.log ?? (() => undefined))
  try {
    const scene = createScene(theatre.sandbox)
    options.say(`GitHub, embedded:   ${theatre.sandbox.url}`, 'remark')
    options.say(`Aftermath, the app: ${theatre.appUrl}`, 'remark')
    options.say('The pages show UTC; New York was four hours behind.', 'remark')
    for (const { title, steps } of story) {
      options.say(title, 'act')
      for (const step of steps) await play(step, scene, theatre, options)
    }
    await findOpen(theatre.sandbox, scene)
    const pages = await addresses(scene)
    conclude(pages, theatre, options)
    const { url, tokens } = theatre.sandbox
    const variables = { GITHUB_API_URL: url, GITHUB_TOKEN: tokens['chief-technology-officer'] ?? '' }
    return { url, pages, variables, close: () => theatre.close() }
  } catch (fault) {
    await theatre.close()
    throw fault
  }
}

async function play(step: Step, scene: Scene, theatre: Theatre, { say, moment }: DemoOptions): Promise<void> {
  theatre.sandbox.clock.set(instant(step.at))
  const who = step.who === 'clock' ? 'The clock moves on, and the app is asked for a sweep:' : step.who
  say(`${shown(step.at)}  ${who} ${step.does}`, 'step')
  await step.act?.(scene)
  say(scene.page(await step.page(scene)), 'link')
  if (step.who === 'clock') await theatre.sweep()
  for (const reaction of step.app) {
    await waitFor(reaction, scene)
    say(`Aftermath ${reaction.does}`, 'app')
    say(scene.page(await reaction.page(scene)), 'link')
  }
  await theatre.settle()
  if (step.moment !== undefined) await moment?.(step.moment.name, scene.page(await step.moment.page(scene)))
}

async function waitFor({ does, look }: Reaction, scene: Scene): Promise<void> {
  const deadline = performance.now() + patience
  for (;;) {
    const finding = await looked(look, scene)
    if (finding === null) return
    if (performance.now() > deadline) {
      throw new StoryError(`The story says that Aftermath ${does}. After ${patience / 1000} s it has not.\n${finding}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/** What is not there yet is a finding, not a failure. */
async function looked(look: Reaction['look'], scene: Scene) {
  try {
    return await look(scene)
  } catch (fault) {
    if (fault instanceof StoryError) return fault.message
    throw fault
  }
}

function conclude(pages: Demo['pages'], { sandbox }: Theatre, { say, pages: after = 'kept' }: DemoOptions): void {
  const deliveries = sandbox.deliveries.list().length
  const requests = sandbox.requests.list().filter(({ actor }) => actor.startsWith(appLogin)).length
  say('Everything is closed', 'act')
  const met = `The two servers met only through ${deliveries} signed deliveries and ${requests} requests.`
  for (const [line, kind] of lastLines(met, after === 'kept' ? pages : null)) say(line, kind)
}

/** How the demo ends: with the pages worth a look, or, where there are none (`null`) since all of them stop, without. */
export function lastLines(met: string, pages: Demo['pages'] | null): readonly (readonly [string, LineKind])[] {
  if (pages === null)
    return [
      [met, 'step'],
      ['Run it on a terminal to keep the pages open and look at them.', 'remark'],
    ]
  const each = Object.entries(worthALook).flatMap(([key, { what }]) => [
    [what, 'remark'] as const,
    [pages[key] ?? '', 'link'] as const,
  ])
  return [[`${met} Worth a look:`, 'step'], ...each]
}

async function addresses(scene: Scene): Promise<Demo['pages']> {
  const pages = Object.entries(worthALook).map(async ([key, { page }]) => [key, scene.page(await page(scene))] as const)
  return Object.fromEntries(await Promise.all(pages))
}
