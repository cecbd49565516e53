import * as z from 'zod'
import { key } from './key-types.ts'
import { accountText, folder, headingText, repositoryText } from './value-types.ts'

/** A host name with `*` for a part of it, or an address, or a range of addresses. */
const networkPlace = z.string().regex(/^(?=.*[.:])[A-Za-z0-9*_:.-]{2,100}(?:\/\d{1,3})?$/)

export const publishSection = z.strictObject({
  repository: key(
    z.union([repositoryText, z.null()]).default(null),
    'The repository of the same account in which documents for everybody stand; null for none.',
    'a repository such as acme/site, or null',
  ),
  directory: key(
    folder.prefault('incidents'),
    'The folder of that repository in which documents for everybody are created: another one than that of its own postmortems.',
    'a folder, relative to the root, without "..", hidden parts, backslashes, "%" or ":"',
  ),
  approvers: key(
    z.array(accountText).max(50).default([]),
    'Whose `/postmortem publish` counts. Without any, nothing leaves a repository for one that more people see.',
    'a list of accounts, without @',
  ),
  contact: key(
    z.union([headingText, z.null()]).default(null),
    'How readers reach you, as the end of a document for everybody says it; null for a question in its place.',
    'a text on one line, such as "Write to support@acme.com.", or null',
  ),
  internal: key(
    z.array(networkPlace).max(200).default([]),
    'Host names and addresses that never leave, besides private ranges and names such as `.internal`, `.local` and `.corp`.',
    'a list of names with * for a part, addresses and ranges, such as ["*.corp.acme.com", "10.0.0.0/8"]',
  ),
  customers: key(
    z.array(headingText).max(2_000).default([]),
    'Names of customers, which never leave.',
    'a list of names',
  ),
})
