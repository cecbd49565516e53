import { load } from 'js-yaml'
import { z } from 'zod'
import { readPackageFile } from './package-root.ts'

const manifest = z.looseObject({
  name: z.string(),
  url: z.string().optional(),
  hook_attributes: z.looseObject({ url: z.string() }),
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
  const { hook_attributes, url, ...rest } = manifest.parse(load(readPackageFile('app.yml')))
  return JSON.stringify({
    ...rest,
    url: url ?? baseUrl,
    hook_attributes: { ...hook_attributes, url: webhookUrl },
    redirect_url: `${baseUrl}/probot/setup`,
  })
}
