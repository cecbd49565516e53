import { commandNames } from './command-names.ts'
import { mayHoldWords, vocabularyOf } from './slash-words.ts'

/** The moments of an incident that a command can name, in their order. */
export const phaseCommands = ['started', 'detected', 'mitigated', 'resolved'] as const
export type PhaseName = (typeof phaseCommands)[number]

const vocabulary = vocabularyOf(commandNames)

/** Whether a text may hold commands: a quick look, for whoever has many texts and does not load what commands do. */
export function mayHoldCommands(text: string): boolean {
  return mayHoldWords(text, vocabulary)
}
