import { declareIncident, mergePostmortem, settledDraft } from './story.ts'
import { place, type World } from './world.ts'

/** What two hours bring while nobody hears of it: how many incidents something happens to, and how often. */
export interface OutageSize {
  /** Declared meanwhile: each needs its pull request. */
  readonly declared: number
  /** Their postmortems are merged: each needs its items. */
  readonly merged: number
  readonly items: number
  /** Closed: the document gets its last facts. */
  readonly closed: number
  /** Only talked about: nothing is to be done. */
  readonly discussed: number
  /** Deliveries of each of these. */
  readonly each: number
  /** Incidents that nothing happens to. */
  readonly quiet: number
}

/** Incidents that something happens to. */
export function touched({ declared, merged, closed, discussed }: OutageSize): number {
  return declared + merged + closed + discussed
}

const twoHours = 2 * 60 * 60_000
/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9/'

/** Brings about incidents whose drafts are settled, then two hours of which every delivery fails. */
export async function goThroughOutage(world: World, size: OutageSize): Promise<void> {
  const missed = touched(size) * size.each
  const drafts: number[] = []
  for (let n = 1; n <= touched(size) - size.declared + size.quiet; n += 1) {
    world.sandbox.clock.advance(60_000)
    drafts.push(await settledDraft(world, `Checkout of shop ${n} is down`))
  }
  world.sandbox.clock.advance(twoHours)
  world.sandbox.deliveries.clear()
  world.sandbox.setWebhookUrl(nowhere)
  await speakOfThem(world, await happen(world, drafts, size), size.each)
  await world.sandbox.deliveries.idle()
  const failed = world.sandbox.deliveries
    .list()
    .filter(({ outcome }) => outcome !== undefined && outcome.status !== 'OK')
  if (failed.length !== missed) throw new Error(`${failed.length} of ${missed} deliveries failed.`)
  world.sandbox.clock.advance(10 * 60_000)
}

/** What needs the app. Returns how many deliveries each incident has had, by its number. */
async function happen(world: World, drafts: readonly number[], size: OutageSize): Promise<Map<number, number>> {
  const wes = world.as('wes')
  const told = new Map<number, number>()
  const tell = async (act: () => Promise<number>) => {
    const before = world.sandbox.deliveries.list().length
    world.sandbox.clock.advance(60_000)
    const incident = await act()
    told.set(incident, world.sandbox.deliveries.list().length - before)
  }
  const lines = Array.from(
    { length: size.items },
    (_, n) => `- [ ] Alert on provider ${n + 1} @tia (due ${new Date().getUTCFullYear() + 1}-06-30)`,
  )
  for (let n = 1; n <= size.declared; n += 1) await tell(() => declareIncident(world, `Refunds of shop ${n} are down`))
  for (const incident of drafts.slice(0, size.merged)) {
    await tell(async () => {
      await mergePostmortem(world, incident, lines)
      return incident
    })
  }
  for (const incident of drafts.slice(size.merged, size.merged + size.closed)) {
    await tell(async () => {
      await wes.rest.issues.update({ ...place, issue_number: incident, state: 'closed' })
      return incident
    })
  }
  for (const incident of drafts.slice(size.merged + size.closed, -size.quiet)) told.set(incident, 0)
  return told
}

/** People comment on each incident in turn, until every one has had its deliveries. */
async function speakOfThem(world: World, told: Map<number, number>, each: number): Promise<void> {
  const wes = world.as('wes')
  for (let round = 1; round <= each; round += 1) {
    for (const [incident, count] of told) {
      if (count >= each) continue
      world.sandbox.clock.advance(10_000)
      await wes.rest.issues.createComment({ ...place, issue_number: incident, body: `Still looking, ${round}.` })
      told.set(incident, count + 1)
    }
  }
}

/** Each issue and pull request with what the app has to do with it, sorted: two runs that end alike give equal lists. */
export async function endState(world: World): Promise<readonly string[]> {
  const { issues, pulls } = await world.sandbox.dump(place.owner, place.repo)
  const own = (comments: readonly { readonly author: string }[]) =>
    comments.filter(({ author }) => author === 'aftermath[bot]').length
  const told = [
    ...issues.map((one) => `issue ${one.title} ${one.state} ${one.sub_issues.length} items, ${own(one.comments)} told`),
    ...pulls.map((one) => `pull ${one.title} ${one.state}, ${own(one.comments)} told`),
  ]
  return told.sort()
}

/** What is missing or there twice in an end state. */
export function wrongIn(state: readonly string[], size: OutageSize): readonly string[] {
  const count = (pattern: RegExp) => state.filter((line) => pattern.test(line)).length
  const all = touched(size) + size.quiet
  const expected: readonly (readonly [string, number, number])[] = [
    ['pull requests', count(/^pull /), all],
    ['open pull requests', count(/^pull .* open,/), all - size.merged],
    ['action-item issues', count(/^issue Alert on provider/), size.merged * size.items],
    ['incidents with their items attached', count(/ down \w+ 2 items, /), size.merged],
    ['incidents with one status comment', count(/^issue (Checkout|Refunds) .* 1 told$/), all],
  ]
  return expected.flatMap(([what, found, wanted]) => (found === wanted ? [] : [`${found} of ${wanted} ${what}`]))
}
