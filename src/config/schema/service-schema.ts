import * as z from 'zod'
import type { AppValues } from './app-names.ts'
import { flag, key } from './key-types.ts'
import { labelText, mention, path, repositoryText, serviceName } from './value-types.ts'

const mentioned = 'a team "@org/team" or an account "@login", in quotes, or null'

const service = z.strictObject({
  repositories: key(
    z.array(repositoryText).max(20).default([]),
    'The repositories that its code is in, if it is not the one with the incidents.',
    'a list of at most 20 repositories, such as acme/checkout, or checkout for one of the same owner',
  ),
  paths: key(
    z.array(path).max(50).prefault([]),
    'The folders and files that its code is in, in the repository with the incidents and in those of `repositories`.',
    'a list of at most 50 folders or files, relative to the root, without "..", backslashes or wildcards',
  ),
  label: key(
    z.union([labelText, z.null()]).default(null),
    'The label of the incidents that are about it; null for `service:` and its name.',
    'a label of 1 to 50 characters on one line, without commas, or null',
  ),
  team: key(
    z.union([mention, z.null()]).prefault(null),
    'The team that looks after it, mentioned when reminders about its incidents had no effect.',
    mentioned,
  ),
  lead: key(
    z.union([mention, z.null()]).prefault(null),
    'Who leads it, mentioned when reminders about its incidents had no effect.',
    mentioned,
  ),
  reviewers: key(
    z.array(mention).max(10).prefault([]),
    'Who is asked to review the postmortems of its incidents, two at most.',
    'a list of at most 10 teams "@org/team" or accounts "@login", in quotes',
  ),
  private: flag(false, 'Whether what happens in its repositories is told in no other one.'),
})

/** More services than these are no help to anybody. */
export const mostServices = 100

export const servicesType = key(
  z.record(serviceName, service.prefault({})).prefault({}),
  'What incidents are about: services by name, each with the keys below.',
  `at most ${mostServices} names of 1 to 40 characters that begin with a letter or a digit, with the keys of a service below`,
)

/** The keys of a service. */
export const serviceShape = service.shape

/** What a file says of a service. */
export type ServiceValues = z.input<typeof service>

/** Something that incidents are about: who looks after it, and where its code is. */
export interface Service extends AppValues<typeof service.shape> {
  readonly name: string
  /** An incident that carries it is about this service. */
  readonly label: string
}

export { service as serviceSchema }
