/** The moments of an incident that a command can name, in their order. */
export const phaseCommands = ['started', 'detected', 'mitigated', 'resolved'] as const
export type PhaseName = (typeof phaseCommands)[number]

const anyWord = /\/(?:postmortem|timeline|started|detected|mitigated|resolved)/i

/** Whether a text may hold commands: a quick look, for whoever has many texts. */
export function mayHoldCommands(text: string): boolean {
  return anyWord.test(text)
}
