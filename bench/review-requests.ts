import type { Benchmark, Measurement } from './harness.ts'
import { kindsOf, ofInstallation, waves, writesOf } from './requests.ts'
import { settledDraft } from './story.ts'
import { place, startWorld, type World } from './world.ts'

/** A document with everything that costs a request: owners, links, references, an approval, and this many findings. */
const owners = ['ada', 'mia', 'wes', 'tia', 'eve']
const findings = 120
const references = 20

/** Requests of one review after a push, in the busiest document that is looked up in full; the value is its reads. */
async function measureReviewRequests(): Promise<Measurement> {
  const world = await startWorld()
  try {
    const incident = await settledDraft(world)
    for (let number = 0; number < references; number += 1)
      await world.as('wes').rest.issues.create({ ...place, title: `Issue ${number}` })
    await write(world, incident)
    const pull = await pullOf(world, incident)
    await world.as('mia').rest.pulls.createReview({ ...place, pull_number: pull, event: 'APPROVE' })
    world.sandbox.requests.clear()
    await world.engine.review(pull)
    const asked = ofInstallation(world.sandbox.requests.list())
    const writes = writesOf(asked).length
    const reads = asked.length - writes
    world.sandbox.requests.clear()
    await world.engine.review(pull)
    const again = writesOf(ofInstallation(world.sandbox.requests.list())).length
    const detail = { writes, again, references, waves: waves(asked), kinds: kindsOf(asked) }
    return { value: reads - references, detail }
  } finally {
    await world.close()
  }
}

async function pullOf(world: World, incident: number): Promise<number> {
  const head = `${place.owner}:postmortem/incident-${incident}`
  const { data } = await world.as('wes').rest.pulls.list({ ...place, head })
  return data[0]?.number ?? 0
}

async function write(world: World, incident: number): Promise<void> {
  const { repos } = world.as('wes').rest
  const ref = `postmortem/incident-${incident}`
  const { data: folder } = await repos.getContent({ ...place, path: 'postmortems', ref })
  const path = Array.isArray(folder) ? (folder[0]?.path ?? '') : ''
  const { data: file } = await repos.getContent({ ...place, path, ref })
  if (Array.isArray(file) || file.type !== 'file') throw new Error(`${path} is no file.`)
  const linked = Array.from({ length: references }, (_, index) => `#${index + 3}`).join(', ')
  const items = Array.from({ length: findings }, (_, index) => `- [ ] Alert ${index} @${owners[index % owners.length]}`)
  const text = `# Checkout\n\nSee [the runbook](../README.md) and ${linked}.\n\n## Action items\n\n${items.join('\n')}\n`
  const content = Buffer.from(text).toString('base64')
  await repos.createOrUpdateFileContents({ ...place, path, branch: ref, message: 'Write', content, sha: file.sha })
}

export const reviewRequests: Benchmark = {
  key: 'review-requests',
  what: 'reads of one review of a pushed document, plus one per issue that it refers to (20 here)',
  unit: 'requests',
  budget: 10,
  keeps: 'at-most',
  runs: 'alone',
  measure: measureReviewRequests,
}
