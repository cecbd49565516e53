import { load } from 'js-yaml'
import { z } from 'zod'
import { readPackageFile } from './package-root.ts'

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

/** `app.yml` as GitHub takes it for an app whose server stands at `address`: JSON. */
export function renderManifest({ baseUrl, webhookUrl }: Address): string {
  const { hook_attributes, url, ...rest } = readManifest()
  return JSON.stringify({
    ...rest,
    url: url ?? baseUrl,
    hook_attributes: { ...hook_attributes, url: webhookUrl },
    redirect_url: `${baseUrl}/probot/setup`,
  })
}

/** What an app asks of an owner. */
export interface Grant {
  /** Levels by permission, as `{ issues: 'write' }`. */
  readonly permissions: Readonly<Record<string, string>>
  readonly events: readonly string[]
}

/** What `app.yml` asks for. */
export function wantedGrant(): Grant {
  const { default_permissions: permissions, default_events: events } = readManifest()
  return { permissions, events }
}

function readManifest() {
  return manifest.parse(load(readPackageFile('app.yml')))
}
