import { createLine, type FifoLine } from './line.ts'

/** Something that stands in line for a lane's turn. */
export interface TurnClaim {
  /** Whose turn it is: claims of one lane take turns with those of the others. */
  readonly lane: string
  /** A `return` goes before each `begin` of its lane: a pass that has begun is to end. */
  readonly kind: 'begin' | 'return'
  /** Whether it still stands in line: what was taken elsewhere is passed over. */
  isWanted(): boolean
}

export interface Turns<C extends TurnClaim> {
  add(claim: C): void
  /** The next claim that `may` go, which then stands in line no longer; `undefined` where none may. */
  take(may: (claim: C) => boolean): C | undefined
}

interface Lane<C> {
  readonly name: string
  readonly returning: FifoLine<C>
  readonly beginning: FifoLine<C>
}

/**
 * Turns between lanes, each one claim at a time, in the order of arrival within a lane. A lane that was empty goes first
 * once, before those that always have something; it is forgotten only when its next turn comes and finds nothing, so that
 * nobody goes first twice in a round. Costs are constant, but for lanes of which nothing may go.
 */
export function createTurns<C extends TurnClaim>(): Turns<C> {
  const lanes = new Map<string, Lane<C>>()
  const rounds = { fresh: createLine<Lane<C>>(), known: createLine<Lane<C>>() }

  function laneOf(name: string): Lane<C> {
    const known = lanes.get(name)
    if (known) return known
    const lane: Lane<C> = { name, returning: createLine(), beginning: createLine() }
    lanes.set(name, lane)
    rounds.fresh.add(lane)
    return lane
  }

  function takeFrom(round: 'fresh' | 'known', may: (claim: C) => boolean): C | undefined {
    for (let left = rounds[round].length(); left > 0; left -= 1) {
      const lane = rounds[round].take()
      if (lane === undefined) return undefined
      const line = [lane.returning, lane.beginning].find((one) => firstWanted(one) !== undefined)
      const claim = line && firstWanted(line)
      if (claim === undefined) lanes.delete(lane.name)
      else if (may(claim)) {
        rounds.known.add(lane)
        return line?.take()
      } else rounds[round].add(lane)
    }
    return undefined
  }

  return {
    add(claim) {
      const lane = laneOf(claim.lane)
      if (claim.kind === 'return') lane.returning.add(claim)
      else lane.beginning.add(claim)
    },
    take: (may) => takeFrom('fresh', may) ?? takeFrom('known', may),
  }
}

function firstWanted<C extends TurnClaim>(line: FifoLine<C>): C | undefined {
  for (let first = line.first(); first !== undefined; first = line.first()) {
    if (first.isWanted()) return first
    line.take()
  }
  return undefined
}
