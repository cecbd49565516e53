import { describe, expect, it } from 'vitest'
import { renderMarker } from '../../../src/document/markers/markers.ts'
import { noMemory } from '../../../src/plan/incident/incident.ts'
import { anIncident } from '../incident-builder.ts'

const misnamed = '.github/postmortem.yaml'
const drafted = anIncident().with({ misnamed, document: '# P\n' }).labelledBy('wes').withPull()

function status(incident: typeof drafted): string {
  const post = incident.decide().mutations.find((mutation) => mutation.do === 'post-status')
  return post?.body ?? ''
}

/** The same with a status comment that remembers this. */
function remembering(incident: typeof drafted, memory: object) {
  const marker = renderMarker({ kind: 'status', repository: 1, incident: 1, memory: { ...noMemory, ...memory } })
  return incident.withComment('aftermath[bot]', `${marker}\n### Postmortem`)
}

describe('a file that was most likely meant as the configuration', () => {
  it('is named in the status comment when the draft is new', () => {
    expect(status(drafted)).toContain('The file `.github/postmortem.yaml` is not read')
  })

  it('stays named until it is renamed', () => {
    const later = remembering(drafted, { pull: 2, misnamed: true })
    expect(status(later)).toContain('is not read')
    expect(status(later.with({ misnamed: null }))).not.toContain('is not read')
    expect(status(later.with({ configuration: 'mode: act' }))).not.toContain('is not read')
  })

  it('is not looked for in every pass, nor where the repository has a configuration', () => {
    expect(status(remembering(drafted, { pull: 2 }))).not.toContain('is not read')
    expect(status(drafted.with({ configuration: 'directory: docs' }))).not.toContain('is not read')
  })

  it('keeps nobody waiting where it cannot be looked for', () => {
    expect(status(drafted.with({ refused: ['misnamedConfiguration'] }))).toContain('drafting')
  })
})
