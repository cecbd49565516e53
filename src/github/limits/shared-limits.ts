/** What an installation may use up, whichever replica asks. */
export type Budget = 'writes' | 'hour' | 'outside' | 'points'

/**
 * The limits of GitHub's that hold for an installation and not for a process. Never rejects: while the others cannot be
 * asked, each replica counts for itself. Times are milliseconds.
 */
export interface SharedLimits {
  /** Takes `cost` from a budget: 0 where there was enough, else how long to wait before asking again. */
  take(budget: Budget, installation: string, cost: number): Promise<number>
  /** For how long yet GitHub asked the installation to keep still, as any replica heard it. */
  closedFor(installation: string): Promise<number>
  /** GitHub asks the installation to keep still for so long. */
  close(installation: string, ms: number): Promise<void>
}
