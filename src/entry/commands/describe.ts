import { type Mutation, statusLink } from '../../domain/mutation.ts'

/** Stands where the address of the status comment will, which has none before it is posted. */
export const addressLater = 'THE ADDRESS OF THE STATUS COMMENT'

/** What a mutation does, in one line of plain words that begins with a verb. */
export function describeMutation(mutation: Mutation): string {
  switch (mutation.do) {
    case 'open-postmortem': {
      const file = mutation.document === null ? '' : ` with ${mutation.document.path}`
      return `open the draft pull request "${mutation.title}" from ${mutation.branch} into ${mutation.baseBranch}${file}`
    }
    case 'open-item': {
      const owners = mutation.assignees.length === 0 ? 'nobody' : mutation.assignees.map((one) => `@${one}`).join(', ')
      return `open the issue "${mutation.title}", assigned to ${owners}`
    }
    case 'write-file':
      return `commit ${mutation.path} on ${mutation.branch}: ${firstLine(mutation.message)}`
    case 'open-links-pull':
      return `open the pull request "${mutation.title}" from ${mutation.branch} into ${mutation.baseBranch}`
    case 'open-publication': {
      const { owner, repo } = mutation.in
      const what = mutation.pull === null ? 'renew the document' : `open the draft "${mutation.pull.title}"`
      return `${what} for everybody in ${owner}/${repo}, from ${mutation.branch} into ${mutation.baseBranch}`
    }
    case 'assign':
      return `assign #${mutation.number} to ${mutation.logins.map((login) => `@${login}`).join(', ')}`
    case 'post-status':
      return mutation.comment === null
        ? `comment the status on #${mutation.number}`
        : `edit the status comment on #${mutation.number}`
    case 'remove-comment':
      return `remove the second status comment on #${mutation.number}`
    case 'react':
      return `react with ${mutation.reaction} to comment ${mutation.comment}`
    case 'create-label':
      return `create the label "${mutation.name}"`
    case 'add-label':
      return `label #${mutation.number} "${mutation.label}"`
    case 'remove-label':
      return `take the label "${mutation.label}" from #${mutation.number}`
    case 'set-severity':
      return `label #${mutation.number} "${mutation.label}"${mutation.others.map((label) => `, not "${label}"`).join('')}`
    case 'attach-item':
      return `attach #${mutation.number} to #${mutation.incident} as a sub-issue`
    case 'close-duplicate':
      return `close #${mutation.number} as a duplicate`
    case 'close-pull':
      return `close the pull request #${mutation.number}`
    case 'fold-comment':
      return `fold the former reminder on #${mutation.number}`
    case 'pin-comment':
      return `pin the status comment on #${mutation.number}`
    case 'reopen-item':
      return `reopen #${mutation.number}`
    case 'reopen-pull':
      return `reopen the pull request #${mutation.number}`
    case 'request-review':
      return `ask ${mutation.reviewer} to review #${mutation.number}`
    case 'post-check':
      return `post the check "${mutation.name}" on ${mutation.head.slice(0, 7)}: ${mutation.title}`
    case 'answer':
      return `answer comment ${mutation.comment} on #${mutation.number}`
    case 'edit-item':
      return `carry out what was commanded on #${mutation.number}`
    case 'remind':
      return `remind in a comment on #${mutation.number} (${mutation.slot})`
  }
}

/** The texts that a mutation would write, each with a heading; none for those without. */
export function textsOf(mutation: Mutation): readonly { readonly heading: string; readonly text: string }[] {
  switch (mutation.do) {
    case 'open-postmortem': {
      const { document, status, title, body } = mutation
      const address = 'url' in status ? status.url : addressLater
      return [
        ...(document === null ? [] : [{ heading: document.path, text: document.text.replaceAll(statusLink, address) }]),
        { heading: `pull request "${title}"`, text: body.replaceAll(statusLink, address) },
        ...('body' in status ? [{ heading: `status comment on #${mutation.incident}`, text: status.body }] : []),
      ]
    }
    case 'open-item':
      return [{ heading: `issue "${mutation.title}"`, text: mutation.body }]
    case 'edit-item':
      return [{ heading: `issue #${mutation.number}`, text: mutation.body }]
    case 'write-file':
      return [{ heading: mutation.path, text: mutation.text }]
    case 'open-links-pull': {
      const file = mutation.file === null ? [] : [{ heading: mutation.file.path, text: mutation.file.text }]
      return [...file, { heading: `pull request "${mutation.title}"`, text: mutation.body }]
    }
    case 'open-publication': {
      const { file, pull } = mutation
      return [
        ...(file === null ? [] : [{ heading: file.path, text: file.text }]),
        ...(pull === null ? [] : [{ heading: `pull request "${pull.title}"`, text: pull.body }]),
      ]
    }
    case 'post-status':
      return [{ heading: `status comment on #${mutation.number}`, text: mutation.body }]
    case 'answer':
      return [{ heading: `answer on #${mutation.number}`, text: mutation.body }]
    case 'remind':
      return [{ heading: `reminder on #${mutation.number}`, text: mutation.body }]
    case 'post-check':
      return [{ heading: `check "${mutation.name}": ${mutation.title}`, text: mutation.summary }]
    case 'close-duplicate':
      return [{ heading: `issue #${mutation.number}`, text: mutation.body }]
    case 'assign':
    case 'remove-comment':
    case 'react':
    case 'create-label':
    case 'add-label':
    case 'remove-label':
    case 'set-severity':
    case 'attach-item':
    case 'close-pull':
    case 'fold-comment':
    case 'pin-comment':
    case 'reopen-item':
    case 'reopen-pull':
    case 'request-review':
      return []
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
