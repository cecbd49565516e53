import type { Comment, Role } from '../../domain/issue.ts'
import type { ItemClosing, ItemDecisions, StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { RepositoryName } from '../../domain/ref.ts'
import type { IncidentPass } from '../pass.ts'

/** Where a comment with commands can stand. */
export type CommandPlace = 'incident' | 'pull-request' | 'action-item-issue'

/** A comment, and the number of the issue or pull request that it stands on. */
export interface CommentLocation {
  readonly comment: Comment
  readonly on: number
  /** Another repository, where that issue was transferred to. */
  readonly in?: RepositoryName
}

/** The pass, and the comment in which a command was given. */
export interface CommandCall extends IncidentPass, CommentLocation {
  readonly place: CommandPlace
}

/** What every command is read as: its kind, and what it takes. */
export interface AnyCommand {
  readonly kind: string
}

/** A command that somebody gave who may, and that nothing is wrong with. */
export interface Given<C extends AnyCommand = AnyCommand> {
  readonly command: C
  readonly comment: Comment
}

/** What commands make of an action item's issue: how it is to be after them. */
export interface ItemChange {
  readonly state: ItemDecisions
  /** Until when it is promised, `2026-12-24`; `null` for no such day. */
  readonly day: string | null
  /** Who is to have it; `null` for whoever has it now. */
  readonly owners: readonly string[] | null
  /** How it is to be closed; `null` where nobody asked for that. */
  readonly close: ItemClosing['as'] | null
}

/** What the commands ask of the draft in this very pass. */
export interface DraftRequests {
  /** The last `/postmortem refresh`; `null` for none. */
  readonly refresh: CommentLocation | null
  /** The last `/postmortem template <name>`; `null` for none. */
  readonly template: (CommentLocation & { readonly name: string }) | null
}

/** What the new commands of a pass have come to so far. */
export interface CommandEffects {
  /** The memory after them. */
  readonly memory: StatusMemory
  /** When the `/postmortem start` was written that this very pass answers (ISO); `null` when it answers none. */
  readonly startedAt: string | null
  readonly draft: DraftRequests
}

/** What people read of a command, and what it is called by. */
export interface CommandManual {
  /** What it is called by, as help shows it: `severity`, or `postmortem skip` for one of a family. */
  readonly names: readonly [string, ...(readonly string[])]
  /** Where it is given. */
  readonly where: readonly CommandPlace[]
  /** What it is called by besides, which help does not show. */
  readonly aliases?: readonly string[]
  /** What follows the name, as help shows it: `<label>`, `[when]`; empty where it takes nothing. */
  readonly takes: string
  /** What it does, in the table of `/help`: no capital letter, no full stop. */
  readonly help: string
  /** The same for `docs/commands.md`, where that says more. */
  readonly docs?: string
  /** Commands as people write them, for the documentation. */
  readonly examples: readonly [string, ...(readonly string[])]
}

/**
 * All about one command. It is pure: what it does is told as effects, as changes to issues and as an answer. `undefined`
 * means that something is not read yet, and was asked for.
 */
export interface CommandSpec<C extends AnyCommand> extends CommandManual {
  readonly kind: C['kind']
  readonly mayUse: (role: Role) => boolean
  /** The command by `name` with `text` behind it: one line, at most 500 characters, empty for nothing. */
  readonly parse: (text: string, name: string) => C
  /** Why it cannot be carried out, as a sentence for who wrote it: what was understood, and what to write instead; `null` for nothing. */
  readonly refusal?: (command: C, call: CommandCall) => string | null | undefined
  /** What it changes in the app's memory or at the draft. */
  readonly effects?: (before: CommandEffects, command: C, call: CommandCall) => CommandEffects
  /** What all of its kind together change at issues, oldest first. */
  readonly changes?: (given: readonly Given<C>[], pass: IncidentPass) => readonly Mutation[] | undefined
  /** What it makes of the action item on whose issue it was given. */
  readonly item?: (before: ItemChange, command: C, call: CommandCall) => ItemChange
  /** What is said below the comment although nothing is wrong. */
  readonly answer?: (call: CommandCall, manuals: readonly CommandManual[]) => string
}

/** A command among others: as its spec says, and nothing for commands of another kind. */
export interface CommandDefinition<C extends AnyCommand = AnyCommand> extends CommandManual {
  readonly kind: C['kind']
  readonly mayUse: (role: Role) => boolean
  readonly parse: (text: string, name: string) => C
  readonly refusal: (command: AnyCommand, call: CommandCall) => string | null | undefined
  readonly effects: (before: CommandEffects, command: AnyCommand, call: CommandCall) => CommandEffects
  readonly changes: (given: readonly Given[], pass: IncidentPass) => readonly Mutation[] | undefined
  readonly item: (before: ItemChange, command: AnyCommand, call: CommandCall) => ItemChange
  /** Empty where it says nothing. */
  readonly answer: (call: CommandCall, manuals: readonly CommandManual[]) => string
}

/** A command for the list. Kinds in the list differ. */
export function defineCommand<C extends AnyCommand>(spec: CommandSpec<C>): CommandDefinition<C> {
  const isOwn = (command: AnyCommand): command is C => command.kind === spec.kind
  return {
    ...spec,
    refusal: (command, call) => (isOwn(command) && spec.refusal ? spec.refusal(command, call) : null),
    effects: (before, command, call) => (isOwn(command) && spec.effects ? spec.effects(before, command, call) : before),
    changes(given, pass) {
      const own = given.flatMap(({ command, comment }) => (isOwn(command) ? [{ command, comment }] : []))
      return own.length === 0 || spec.changes === undefined ? [] : spec.changes(own, pass)
    },
    item: (before, command, call) => (isOwn(command) && spec.item ? spec.item(before, command, call) : before),
    answer: (call, manuals) => spec.answer?.(call, manuals) ?? '',
  }
}

/** Where commands about one action item are given. */
export const aboutItem: readonly CommandPlace[] = ['action-item-issue']

/** Where commands about an incident are given. */
export const aboutIncident: readonly CommandPlace[] = ['incident', 'pull-request']

/** A command as help shows it: `/started [when]`, `/detected [when]`. */
export function usageOf({ names, takes }: CommandManual): string {
  return names.map((name) => `\`${`/${name} ${takes}`.trim()}\``).join(', ')
}
