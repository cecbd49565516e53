import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { renderMarker } from '../../src/document/markers/markers.ts'
import { showRef } from '../../src/domain/ref.ts'
import { canHint, refsOf } from '../../src/triggers/deliveries.ts'

const self = { slug: 'aftermath' }
const person = { login: 'ada', type: 'User' }
const bot = { login: 'aftermath[bot]', type: 'Bot' }
const former = { login: 'former[bot]', type: 'Bot' }
const otherBot = { login: 'pager[bot]', type: 'Bot' }
const repository = { id: 7, name: 'shop', full_name: 'acme/shop', owner: { login: 'acme' }, default_branch: 'main' }
const label = { name: 'anything' }
const item = renderMarker({ kind: 'item', repository: 7, incident: 12, pull: 13, ordinal: 2, source: 'Add a check' })

const issueEvent = (action: string, issue: object) => ({
  action,
  issue: { number: 5, ...issue },
  repository,
  sender: person,
})
const commentEvent = (action: string, issue: object, comment: object, sender: object = person) => ({
  ...issueEvent(action, issue),
  comment: { user: person, ...comment },
  sender,
})
const pullEvent = (action: string, ref: string, headRepository: object | null = { id: 7 }) => ({
  action,
  pull_request: { number: 13, labels: [], head: { ref, repo: headRepository } },
  repository,
  sender: person,
})
const checkEvent = (action: string, run: object) => ({
  action,
  check_run: { name: 'Postmortem', head_sha: sha, ...run },
  repository,
  sender: person,
})
const sha = 'a'.repeat(40)
const pushEvent = (ref: string, commits: object[] = []) => ({ ref, commits, repository, sender: person })

interface Row {
  readonly when: string
  readonly event: string
  readonly payload: unknown
  readonly refs: readonly string[]
}

const rows: readonly Row[] = [
  {
    when: 'a label is set on an issue',
    event: 'issues',
    payload: issueEvent('labeled', { labels: [label], body: 'Down' }),
    refs: ['incident acme/shop#5'],
  },
  {
    when: 'the last label is removed from an issue',
    event: 'issues',
    payload: issueEvent('unlabeled', { labels: [], body: null }),
    refs: ['incident acme/shop#5'],
  },
  {
    when: 'a labelled issue is closed',
    event: 'issues',
    payload: issueEvent('closed', { labels: [label] }),
    refs: ['incident acme/shop#5'],
  },
  {
    when: 'an issue without labels is opened',
    event: 'issues',
    payload: issueEvent('opened', { labels: [] }),
    refs: [],
  },
  {
    when: 'an issue that the app wrote for an action item is closed',
    event: 'issues',
    payload: issueEvent('closed', { labels: [label], body: `Text\n${item}`, user: bot }),
    refs: ['incident acme/shop#12'],
  },
  {
    when: 'an action item that was transferred here from another repository is closed',
    event: 'issues',
    payload: issueEvent('closed', { labels: [], body: item.replace('"repository":7', '"repository":8'), user: bot }),
    refs: ['incident acme/shop#5'],
  },
  {
    when: 'an action item loses its labels and is closed',
    event: 'issues',
    payload: issueEvent('closed', { labels: [], body: item, user: bot }),
    refs: ['incident acme/shop#12'],
  },
  {
    when: 'an action item is labelled, perhaps as an incident of its own',
    event: 'issues',
    payload: issueEvent('labeled', { labels: [label], body: item, user: bot }),
    refs: ['incident acme/shop#12', 'incident acme/shop#5'],
  },
  {
    when: 'a stranger pasted a marker into an incident',
    event: 'issues',
    payload: issueEvent('closed', { labels: [label], body: item, user: person }),
    refs: ['incident acme/shop#5'],
  },
  {
    when: 'a stranger edits an issue that names another incident in a marker',
    event: 'issues',
    payload: issueEvent('edited', { labels: [], body: item, user: person }),
    refs: [],
  },
  {
    when: 'another app, perhaps a former one, wrote an action item',
    event: 'issues',
    payload: issueEvent('edited', { labels: [], body: item, user: former }),
    refs: ['incident acme/shop#12', 'incident acme/shop#5'],
  },
  {
    when: 'somebody comments on a labelled issue',
    event: 'issue_comment',
    payload: commentEvent('created', { labels: [label] }, { body: 'Mitigated' }),
    refs: ['incident acme/shop#5'],
  },
  {
    when: 'somebody comments on an issue without labels',
    event: 'issue_comment',
    payload: commentEvent('created', { labels: [] }, { body: 'Thanks' }),
    refs: [],
  },
  {
    when: 'somebody commands on an issue without labels',
    event: 'issue_comment',
    payload: commentEvent('created', { labels: [] }, { body: '/postmortem start' }),
    refs: ['incident acme/shop#5'],
  },
  {
    when: 'somebody commands on the issue of an action item',
    event: 'issue_comment',
    payload: commentEvent('created', { labels: [label], body: item, user: bot }, { body: '/due next friday' }),
    refs: ['incident acme/shop#12'],
  },
  {
    when: 'somebody commands on an action item that another app, perhaps a former one, wrote',
    event: 'issue_comment',
    payload: commentEvent('created', { labels: [], body: item, user: former }, { body: '/done' }),
    refs: ['incident acme/shop#12', 'incident acme/shop#5'],
  },
  {
    when: 'somebody commands on a stranger’s issue that names another incident in a marker',
    event: 'issue_comment',
    payload: commentEvent('created', { labels: [], body: item, user: person }, { body: '/done' }),
    refs: ['incident acme/shop#5'],
  },
  {
    when: 'somebody commands on a pull request',
    event: 'issue_comment',
    payload: commentEvent('created', { pull_request: {} }, { body: 'ok\n/postmortem skip false alarm' }),
    refs: ['pull acme/shop#5'],
  },
  {
    when: 'somebody chats on a pull request',
    event: 'issue_comment',
    payload: commentEvent('created', { pull_request: {}, labels: [label] }, { body: 'LGTM' }),
    refs: [],
  },
  {
    when: 'a bot quotes a command on a pull request',
    event: 'issue_comment',
    payload: commentEvent('created', { pull_request: {} }, { body: '/postmortem start', user: otherBot }, otherBot),
    refs: [],
  },
  {
    when: 'a command is edited into a comment',
    event: 'issue_comment',
    payload: commentEvent('edited', { labels: [label] }, { body: '/postmortem skip x' }),
    refs: [],
  },
  {
    when: "somebody deletes the app's comment",
    event: 'issue_comment',
    payload: commentEvent('deleted', { labels: [label] }, { body: 'Status', user: bot }),
    refs: ['incident acme/shop#5'],
  },
  {
    when: "a postmortem's pull request is merged",
    event: 'pull_request',
    payload: pullEvent('closed', 'postmortem/incident-12'),
    refs: ['incident acme/shop#12'],
  },
  {
    when: 'the pull request that offers links is closed',
    event: 'pull_request',
    payload: pullEvent('closed', 'postmortem/links-incident-12'),
    refs: ['incident acme/shop#12'],
  },
  {
    when: 'a fork has a branch of that name',
    event: 'pull_request',
    payload: pullEvent('opened', 'postmortem/incident-12', { id: 8 }),
    refs: ['review acme/shop#13'],
  },
  {
    when: 'the fork of a pull request is gone',
    event: 'pull_request',
    payload: pullEvent('closed', 'postmortem/incident-12', null),
    refs: [],
  },
  {
    when: 'another pull request is opened',
    event: 'pull_request',
    payload: pullEvent('opened', 'fix'),
    refs: ['review acme/shop#13'],
  },
  {
    when: 'another pull request is labelled',
    event: 'pull_request',
    payload: pullEvent('labeled', 'fix'),
    refs: ['pull acme/shop#13'],
  },
  {
    when: 'a postmortem is reviewed',
    event: 'pull_request_review',
    payload: pullEvent('submitted', 'postmortem/incident-12'),
    refs: ['incident acme/shop#12', 'review acme/shop#13'],
  },
  {
    when: 'another pull request is reviewed',
    event: 'pull_request_review',
    payload: pullEvent('submitted', 'fix'),
    refs: ['review acme/shop#13'],
  },
  {
    when: "somebody pushes to a postmortem's branch",
    event: 'push',
    payload: pushEvent('refs/heads/postmortem/incident-12', [{ modified: ['postmortems/2026-11-22-12-down.md'] }]),
    refs: ['incident acme/shop#12'],
  },
  {
    when: 'the configuration changes on the default branch',
    event: 'push',
    payload: pushEvent('refs/heads/main', [{ added: [], modified: ['.github/postmortem.yml'], removed: [] }]),
    refs: ['repository acme/shop'],
  },
  {
    when: 'the configuration changes on another branch',
    event: 'push',
    payload: pushEvent('refs/heads/try', [{ added: ['.github/postmortem.yml'] }]),
    refs: [],
  },
  {
    when: 'merged documents change',
    event: 'push',
    payload: pushEvent('refs/heads/main', [
      { modified: ['postmortems/2026-11-22-12-down.md', 'src/a.ts'] },
      { added: ['2026-11-22-12.md'], removed: ['postmortems/2026-01-02-3-slow.md'] },
    ]),
    refs: ['incident acme/shop#12', 'incident acme/shop#3'],
  },
  { when: 'code is pushed', event: 'push', payload: pushEvent('refs/heads/main', [{ modified: ['a.ts'] }]), refs: [] },
  { when: 'a tag is pushed', event: 'push', payload: pushEvent('refs/tags/postmortem/incident-12'), refs: [] },
  {
    when: 'a sub-issue is added in another repository',
    event: 'sub_issues',
    payload: {
      action: 'sub_issue_added',
      parent_issue: { number: 12 },
      parent_issue_repo: { full_name: 'acme/payments' },
      repository,
      sender: person,
    },
    refs: ['incident acme/payments#12'],
  },
  {
    when: 'a sub-issue is removed',
    event: 'sub_issues',
    payload: { action: 'sub_issue_removed', parent_issue: { number: 12 }, repository, sender: person },
    refs: ['incident acme/shop#12'],
  },
  {
    when: 'the app is installed',
    event: 'installation',
    payload: {
      action: 'created',
      repositories: [{ full_name: 'acme/shop' }, { full_name: 'acme/web' }],
      sender: person,
    },
    refs: ['repository acme/shop', 'repository acme/web'],
  },
  {
    when: 'the app is removed',
    event: 'installation',
    payload: { action: 'deleted', repositories: [{ full_name: 'acme/shop' }], sender: person },
    refs: [],
  },
  {
    when: 'a repository is added to the installation',
    event: 'installation_repositories',
    payload: { action: 'added', repositories_added: [{ full_name: 'acme/web' }], sender: person },
    refs: ['repository acme/web'],
  },
  {
    when: 'a repository is taken out of the installation',
    event: 'installation_repositories',
    payload: { action: 'removed', repositories_removed: [{ full_name: 'acme/web' }], sender: person },
    refs: ['repository acme/web'],
  },
  {
    when: 'somebody pushes to a pull request from any branch',
    event: 'pull_request',
    payload: pullEvent('synchronize', 'topic'),
    refs: ['review acme/shop#13'],
  },
  {
    when: 'a pull request from any branch is merged, which may hold a postmortem',
    event: 'pull_request',
    payload: {
      action: 'closed',
      pull_request: { number: 13, merged: true, labels: [], head: { ref: 'topic', repo: { id: 7 } } },
      repository,
      sender: person,
    },
    refs: ['pull acme/shop#13'],
  },
  {
    when: 'one is closed without merging',
    event: 'pull_request',
    payload: pullEvent('closed', 'topic'),
    refs: [],
  },
  {
    when: 'somebody presses "Check again"',
    event: 'check_run',
    payload: checkEvent('requested_action', { external_id: 'pull 13 40 123' }),
    refs: ['review acme/shop#13'],
  },
  {
    when: 'somebody presses "Check again" of the check of the configuration',
    event: 'check_run',
    payload: checkEvent('requested_action', { name: 'Postmortem configuration', external_id: 'pull 13 40 123' }),
    refs: ['review acme/shop#13'],
  },
  {
    when: 'somebody re-runs the check of a merge group',
    event: 'check_run',
    payload: checkEvent('rerequested', { external_id: 'group release/2 40 123' }),
    refs: [`merge-group acme/shop@${sha}`],
  },
  {
    when: "another app's check is to run again",
    event: 'check_run',
    payload: checkEvent('rerequested', { name: 'build', external_id: 'pull 13 40 123' }),
    refs: [],
  },
  {
    when: 'a check of the same name, of somebody else, is to run again',
    event: 'check_run',
    payload: checkEvent('rerequested', { external_id: 'job 13' }),
    refs: [],
  },
  {
    when: 'somebody re-runs all checks of a commit',
    event: 'check_suite',
    payload: { action: 'rerequested', check_suite: { pull_requests: [{ number: 13 }] }, repository, sender: person },
    refs: ['review acme/shop#13'],
  },
  {
    when: 'a merge queue asks for checks',
    event: 'merge_group',
    payload: {
      action: 'checks_requested',
      merge_group: {
        head_sha: sha,
        head_ref: 'refs/heads/gh-readonly-queue/main/pr-13-b',
        base_ref: 'refs/heads/main',
      },
      repository,
      sender: person,
    },
    refs: [`merge-group acme/shop@${sha}`],
  },
  { when: 'a release is published', event: 'release', payload: { action: 'published', repository }, refs: [] },
]

const show = (event: string, payload: unknown): readonly string[] =>
  refsOf(event, payload, self).map(({ ref }) => `${ref.kind} ${showRef(ref)}`)

describe('a delivery hints at', () => {
  it.each(rows)('$refs when $when', ({ event, payload, refs }) => {
    expect(show(event, payload)).toEqual(refs)
  })

  const telling = rows.filter(({ refs }) => refs.length > 0)
  it.each(telling)('something by its event and action alone when $when', ({ event, payload }) => {
    const { action } = z.object({ action: z.string().nullable().default(null) }).parse(payload)
    expect(canHint(event, action)).toBe(true)
  })

  it.each([
    ['deployment_status', 'created'],
    ['check_run', 'completed'],
    ['installation', 'deleted'],
  ])('nothing by its event and action alone: %s.%s', (event, action) => {
    expect(canHint(event, action)).toBe(false)
  })

  it.each(rows)('nothing when the app itself is the sender ($when)', ({ event, payload }) => {
    const own = { ...(typeof payload === 'object' ? payload : {}), sender: { login: 'Aftermath[bot]', type: 'Bot' } }
    expect(show(event, own)).toEqual([])
  })

  it.each(rows)('nothing, and never throws, when a part of the payload is missing ($when)', ({ event, payload }) => {
    if (typeof payload !== 'object' || payload === null) throw new Error('a payload is an object')
    for (const key of Object.keys(payload)) {
      expect(() => refsOf(event, { ...payload, [key]: 17 }, self)).not.toThrow()
    }
    expect(show(event, { ...payload, repository: 17, repositories: 17, repositories_added: 17 })).toEqual([])
  })
})

/** What stands at `path` in a payload, changed; the rest as it is. */
function changed(payload: unknown, path: readonly string[], change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return change(payload)
  const known = z.record(z.string(), z.unknown()).safeParse(payload).data
  return known && key in known ? { ...known, [key]: changed(known[key], rest, change) } : payload
}

const nothing = () => null
const ghost = () => ({ login: 'ghost', id: 10137, type: 'User', site_admin: false })

/** As recordings show payloads, and older servers send them. */
const trims: readonly (readonly [string, string, (value: unknown) => unknown])[] = [
  ['no sender', 'sender', nothing],
  ['a sender that was deleted', 'sender', ghost],
  ['a sender without a type', 'sender', () => ({ login: 'ada' })],
  ['a sender of a type of next year', 'sender', () => ({ login: 'ada', type: 'Mannequin' })],
  ['a sender of another shape', 'sender', () => ({ id: 7 })],
  ['an issue by nobody', 'issue.user', nothing],
  ['a comment by nobody', 'comment.user', nothing],
  ['a pull request by a deleted account', 'pull_request.user', ghost],
  [
    'labels that are strings',
    'issue.labels',
    (labels) => (Array.isArray(labels) ? labels.map(() => 'incident') : labels),
  ],
  ['no list of labels on a pull request', 'pull_request.labels', nothing],
  ['no word about merging', 'pull_request.merged', (merged) => merged ?? null],
  ['no default branch, where it is not asked about', 'repository.default_branch', () => 'main'],
  [
    'no list of commits’ files',
    'commits',
    (list) => (Array.isArray(list) ? list.map((one) => ({ added: null, ...one })) : list),
  ],
  [
    'much that is not known here',
    '',
    (payload) => ({ ...Object(payload), enterprise: null, organization: { login: 7 } }),
  ],
]

describe('a delivery without what GitHub may leave out', () => {
  const byApps = [bot, former].map((one) => JSON.stringify(one))
  const telling = rows.filter(
    ({ refs, payload }) => refs.length > 0 && !byApps.some((app) => JSON.stringify(payload).includes(app)),
  )

  it.each(trims)('hints at the same: %s', (_, path, change) => {
    for (const { event, payload, refs, when } of telling) {
      const trimmed = changed(payload, path === '' ? [] : path.split('.'), change)
      expect(show(event, trimmed), when).toEqual(refs)
    }
  })

  it('hints at the same when what somebody wrote has no author and no connection', () => {
    const of = (written: object) => ({ user: null, author_association: null, ...written })
    const payload = {
      ...commentEvent('created', of({ labels: null, pull_request: null }), of({ body: '/postmortem start' })),
      sender: null,
    }
    expect(show('issue_comment', payload)).toEqual(['incident acme/shop#5'])
    const reviewed = { ...pullEvent('submitted', 'fix'), review: of({ state: 'applauded' }) }
    expect(show('pull_request_review', reviewed)).toEqual(['review acme/shop#13'])
  })

  it('hints at nothing when lists are null, and never throws', () => {
    expect(show('push', { ref: 'refs/heads/main', commits: null, repository, sender: null })).toEqual([])
    expect(show('installation', { action: 'created', repositories: null, sender: null })).toEqual([])
    const suite = { action: 'rerequested', check_suite: { pull_requests: null }, repository, sender: null }
    expect(show('check_suite', suite)).toEqual([])
    const added = { action: 'added', repositories_added: null, repositories_removed: null, sender: null }
    expect(show('installation_repositories', added)).toEqual([])
  })

  it('of an unknown action still leads to a look at a labelled issue, and of an unknown event to nothing', () => {
    expect(show('issues', issueEvent('teleported', { labels: ['incident'] }))).toEqual(['incident acme/shop#5'])
    expect(show('pull_request', pullEvent('teleported', 'postmortem/incident-12'))).toEqual(['incident acme/shop#12'])
    for (const action of ['teleported', null, 7]) {
      expect(show('projects_v2_item', { ...issueEvent('created', {}), action })).toEqual([])
      expect(show('check_run', { ...checkEvent('requested_action', {}), action })).toEqual([])
    }
    expect(canHint('projects_v2_item', null)).toBe(false)
  })
})

describe('a hint', () => {
  it('names event and action as its reason, and goes before sweeps', () => {
    expect(refsOf('issues', issueEvent('labeled', {}), self)).toEqual([
      {
        ref: { kind: 'incident', owner: 'acme', repo: 'shop', number: 5 },
        reason: 'issues.labeled',
        priority: 'interactive',
      },
    ])
    expect(refsOf('push', pushEvent('refs/heads/postmortem/incident-1'), self)[0]?.reason).toBe('push')
  })

  it('goes with the sweeps when an installation brings many repositories at once', () => {
    const payload = { action: 'created', repositories: [{ full_name: 'acme/shop' }], sender: person }
    expect(refsOf('installation', payload, self)[0]?.priority).toBe('sweep')
  })

  it('is not dropped while the app does not know its own name', () => {
    const payload = { ...issueEvent('labeled', {}), sender: bot }
    expect(refsOf('issues', payload, { slug: null })).toHaveLength(1)
  })
})

describe('whatever arrives', () => {
  it('never throws', () => {
    const event = fc.constantFrom('issues', 'issue_comment', 'pull_request', 'push', 'sub_issues', 'installation', 'x')
    fc.assert(
      fc.property(event, fc.anything(), (name, payload) => {
        expect(refsOf(name, payload, self)).toEqual([])
      }),
    )
  })
})
