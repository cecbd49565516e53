import type { Mutation } from '../../domain/mutation.ts'

/** What publishing comes to: why nothing happens, or what is said, with the write that it takes. */
export type PublicationStep = { readonly refused: string } | { readonly said: string; readonly offer: Mutation | null }
