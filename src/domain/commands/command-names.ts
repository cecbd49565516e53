// Made by `npm run generate` from src/plan/commands/list.ts, so that deliveries are read without what commands do.

/** What commands are called by, aliases included. */
export const commandNames: readonly string[] = [
  'timeline',
  'started',
  'detected',
  'mitigated',
  'resolved',
  'action',
  'severity',
  'lead',
  'postmortem start',
  'postmortem skip',
  'postmortem refresh',
  'postmortem template',
  'postmortem publish',
  'due',
  'snooze',
  'owner',
  'decline',
  'done',
  'help',
  'postmortem help',
]
