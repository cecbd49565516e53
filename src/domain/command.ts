/** The moments of an incident that a command can name, in their order. */
export const phaseCommands = ['started', 'detected', 'mitigated', 'resolved'] as const
export type PhaseName = (typeof phaseCommands)[number]

/** What a line begins with that is meant for the app, after a slash. */
export const commandWords = ['postmortem', 'timeline', ...phaseCommands] as const

const anyWord = new RegExp(`/(?:${commandWords.join('|')})`, 'i')

/** Whether a text may hold commands: a quick look, for whoever has many texts. */
export function mayHoldCommands(text: string): boolean {
  return anyWord.test(text)
}
