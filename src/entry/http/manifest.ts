import { load } from 'js-yaml'
import { z } from 'zod'
import { readPackageFile } from '../package-root.ts'

const manifest = z.looseObject({
  name: z.string(),
  url: z.string().optional(),
  hook_attributes: z.looseObject({ url: z.string() }),
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  default_events: z.array(z.string()),
})

/** Where a server is reached from outside. */
export interface Address {
  /** `https://aftermath.acme.example`, without a slash at its end. */
  readonly baseUrl: string
  /** Where GitHub sends deliveries. */
  readonly webhookUrl: string
}

/** What an app asks of an owner. */
export interface RequestedGrant {
  /** Levels by permission, as `{ issues: 'write' }`. */
  readonly permissions: Readonly<Record<string, string>>
  readonly events: readonly string[]
}

/** `app.yml` as GitHub takes it for an app whose server stands at `address`, asking for `grant`: JSON. */
export function renderManifest({ baseUrl, webhookUrl }: Address, grant: RequestedGrant = wantedGrant()): string {
  const { hook_attributes, url, ...rest } = readManifest()
  return JSON.stringify({
    ...rest,
    default_permissions: grant.permissions,
    default_events: grant.events,
    url: url ?? baseUrl,
    hook_attributes: { ...hook_attributes, url: webhookUrl },
    redirect_url: `${baseUrl}/probot/setup`,
  })
}

/** What `app.yml` asks for. */
export function wantedGrant(): RequestedGrant {
  const { default_permissions: permissions, default_events: events } = readManifest()
  return { permissions, events }
}

/**
 * Since which version GitHub Enterprise Server knows an event or a permission that older ones refuse, and with it the
 * whole manifest. Where the first version was not to be found, a later one stands here: a missing event can be ticked
 * by hand, and the sweep finds what it would have told.
 */
const since: Readonly<Record<string, readonly [number, number]>> = {
  merge_group: [3, 12],
  merge_queues: [3, 12],
  sub_issues: [3, 18],
}

/** `app.yml` without what GitHub Enterprise Server of this version (`3.17.2`; `null`: unknown, so old) does not know. */
export function grantFor(version: string | null): RequestedGrant {
  const { permissions, events } = wantedGrant()
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number)
  const known = (name: string): boolean => {
    const [wantedMajor, wantedMinor] = since[name] ?? [0, 0]
    return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
  }
  return {
    permissions: Object.fromEntries(Object.entries(permissions).filter(([name]) => known(name))),
    events: events.filter(known),
  }
}

function readManifest() {
  return manifest.parse(load(readPackageFile('app.yml')))
}
