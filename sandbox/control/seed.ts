import { loadAll } from 'js-yaml'
import { z } from 'zod'
import { roles } from '../rules/roles.ts'
import { visibilities } from '../store.ts'

const issue = z.strictObject({
  title: z.string(),
  body: z.string().nullable().default(null),
  author: z.string(),
  labels: z.array(z.string()).default([]),
  assignees: z.array(z.string()).default([]),
  /** When it was opened and labelled, in the story's time; the story's start otherwise. */
  at: z.iso.datetime({ offset: true }).optional(),
})

const label = z.union([
  z.string().transform((name) => ({ name })),
  z.strictObject({
    name: z.string(),
    color: z
      .string()
      .regex(/^[0-9a-f]{6}$/i)
      .optional(),
    description: z.string().optional(),
  }),
])

const repository = z.strictObject({
  name: z.string().regex(/^[\w.-]+$/),
  /** A short way to say that it is private. */
  private: z.boolean().default(false),
  visibility: z.enum(visibilities).optional(),
  description: z.string().optional(),
  files: z.record(z.string(), z.string()).default({}),
  issues: z.array(issue).default([]),
  labels: z.array(label).default([]),
  archived: z.boolean().default(false),
  hasIssues: z.boolean().default(true),
  /** Whether draft pull requests are supported there. */
  drafts: z.boolean().default(true),
  /** Whether the sub-issue endpoints exist there. */
  subIssues: z.boolean().default(true),
  /** Whether workflows may open pull requests, which on GitHub they may not at first. */
  workflowsOpenPulls: z.boolean().default(true),
  /** No commits at all. */
  empty: z.boolean().default(false),
  rules: z
    .array(
      z.strictObject({
        branch: z.string(),
        requirePullRequest: z.boolean().default(true),
        requiredReviews: z.number().int().min(0).default(0),
        requiredChecks: z.array(z.string()).default([]),
        mergeQueue: z.boolean().default(false),
        classic: z.boolean().default(false),
      }),
    )
    .default([]),
  /** Whether a permission that the app lacks answers 404 instead of 403. */
  masked: z.boolean().default(false),
  /** Whether commits with a known secret's shape are refused. */
  pushProtection: z.boolean().default(true),
  /** The app's permissions there, where they differ from its manifest. */
  permissions: z.record(z.string(), z.enum(['none', 'read', 'write'])).default({}),
  installed: z.boolean().default(true),
})

const defaultAccounts = [
  { login: 'ada', role: 'admin', name: 'Ada' },
  { login: 'mia', role: 'maintain', name: 'Mia' },
  { login: 'wes', role: 'write', name: 'Wes' },
  { login: 'tia', role: 'triage', name: 'Tia' },
  { login: 'rex', role: 'read', name: 'Rex' },
  { login: 'stranger', role: 'none', name: 'Stranger' },
] as const

const defaultRepository = {
  name: 'shop',
  files: {
    'README.md': '# Shop\n\nSells things.\n',
    'src/checkout.ts': 'export const currency = "EUR"\n',
  },
  labels: [
    { name: 'incident', color: 'd73a4a', description: 'Something is broken for customers' },
    { name: 'bug', color: 'fc2929', description: "Something isn't working" },
  ],
}

const schema = z
  .strictObject({
    organization: z.string().default('acme'),
    /** Every id is above it: sandboxes that one app serves need different ones. */
    idsAbove: z.number().int().min(0).default(1_000),
    accounts: z
      .array(
        z.strictObject({
          login: z.string().min(1),
          role: z.enum(roles),
          bot: z.boolean().default(false),
          name: z.string().optional(),
        }),
      )
      .min(1, 'needs at least one account: the first is an administrator')
      .default(() => defaultAccounts.map((account) => ({ ...account, bot: false }))),
    teams: z
      .array(z.strictObject({ slug: z.string(), name: z.string().optional(), members: z.array(z.string()) }))
      .default([]),
    repositories: z
      .array(repository)
      .min(1)
      .default(() => [repository.parse(defaultRepository)]),
    /** The organisation's issue fields. */
    fields: z
      .array(
        z.strictObject({
          name: z.string(),
          type: z.enum(['text', 'number', 'date', 'single_select']),
          options: z.array(z.string()).default([]),
          /** Whether what it is given is lost without a word. */
          drops: z.boolean().default(false),
        }),
      )
      .default([]),
    /** The names of its issue types. */
    issueTypes: z.array(z.string()).default([]),
    app: z
      .strictObject({
        slug: z.string().default('aftermath'),
        name: z.string().default('Aftermath'),
        /** Whether `performed_via_github_app` names it: on GitHub it is often `null` where an app wrote. */
        via: z.enum(['shown', 'null']).default('shown'),
      })
      .default({ slug: 'aftermath', name: 'Aftermath', via: 'shown' }),
    /** When the app was installed, in the story's time; the story's start otherwise. */
    installedAt: z.iso.datetime({ offset: true }).optional(),
  })
  .superRefine((seed, context) => {
    const known = new Set(seed.accounts.map(({ login }) => login.toLowerCase()))
    const check = (login: string, path: (string | number)[]) => {
      if (!known.has(login.toLowerCase()))
        context.addIssue({ code: 'custom', path, message: `"${login}" is not among the accounts` })
    }
    seed.repositories.forEach(({ issues }, r) => {
      issues.forEach(({ author, assignees }, i) => {
        check(author, ['repositories', r, 'issues', i, 'author'])
        for (const login of assignees) check(login, ['repositories', r, 'issues', i, 'assignees'])
      })
    })
    seed.teams.forEach(({ members }, t) => {
      for (const login of members) check(login, ['teams', t, 'members'])
    })
  })

/** What a sandbox starts with, as a seed file says it. */
export type Seed = z.input<typeof schema>
/** The same with every default filled in. */
export type FullSeed = z.output<typeof schema>

/**
 * Fills in the defaults of a seed.
 * @throws Error that names each wrong place, one a line
 */
export function completeSeed(seed: unknown): FullSeed {
  const parsed = schema.safeParse(seed ?? {})
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.') || 'the seed'}: ${message}`)
  throw new Error(`The seed is not usable:\n${lines.join('\n')}`)
}

/**
 * The seed in a YAML text.
 * @throws Error for broken YAML or wrong content, with the place
 */
export function parseSeed(text: string): FullSeed {
  const [seed] = loadAll(text)
  return completeSeed(seed)
}
