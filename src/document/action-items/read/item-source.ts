import type { ItemReading } from '../fields/item-reading.ts'

/** The document that items are read from, and what the reader goes by besides. Lines have their offsets in `text`. */
export interface ItemSource extends ItemReading {
  readonly text: string
}
