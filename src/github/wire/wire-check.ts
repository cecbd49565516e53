import { z } from 'zod'
import type { CheckRun, RequiredCheck } from '../../domain/check.ts'

/** A check run in GitHub's REST API, as far as the app reads it. */
export const wireCheckRun = z.object({
  id: z.number(),
  external_id: z.string().nullish(),
  status: z.string(),
  app: z.object({ id: z.number() }).nullish(),
  output: z.object({ annotations_count: z.number().nullish() }).nullish(),
})

export function toCheckRun(wire: z.infer<typeof wireCheckRun>): CheckRun {
  return {
    id: wire.id,
    appId: wire.app?.id ?? null,
    externalId: wire.external_id ?? '',
    completed: wire.status === 'completed',
    ...(wire.status === 'queued' && { askedAgain: true }),
    annotations: wire.output?.annotations_count ?? 0,
  }
}

/** One rule of a branch; only those about checks have a list of them. */
export const wireRule = z.object({
  type: z.string(),
  parameters: z
    .object({
      required_status_checks: z
        .array(z.object({ context: z.string(), integration_id: z.number().nullish() }))
        .nullish(),
    })
    .nullish(),
})

/** A branch with what its classic protection asks for. */
export const wireProtectedBranch = z.object({
  protection: z
    .object({
      required_status_checks: z
        .object({
          contexts: z.array(z.string()).default([]),
          checks: z.array(z.object({ context: z.string(), app_id: z.number().nullish() })).default([]),
        })
        .nullish(),
    })
    .nullish(),
})

export function checksOfRules(rules: readonly z.infer<typeof wireRule>[]): readonly RequiredCheck[] {
  return rules.flatMap(({ parameters }) =>
    (parameters?.required_status_checks ?? []).map(({ context, integration_id }) => {
      return { name: context, appId: integration_id ?? null }
    }),
  )
}

/** `checks` names the apps; `contexts` is what older servers give alone. -1 is GitHub's word for any app. */
export function checksOfProtection({ protection }: z.infer<typeof wireProtectedBranch>): readonly RequiredCheck[] {
  const { checks = [], contexts = [] } = protection?.required_status_checks ?? {}
  const named = checks.map(({ context, app_id }) => {
    return { name: context, appId: app_id == null || app_id < 0 ? null : app_id }
  })
  const others = contexts.filter((context) => !named.some(({ name }) => name === context))
  return [...named, ...others.map((name) => ({ name, appId: null }))]
}
