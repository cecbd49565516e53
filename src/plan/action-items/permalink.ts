import { pathInAddress } from '../../document/files/file-name.ts'
import type { Incident } from '../incident/incident.ts'

/** The address of a line of the document at a commit or on a branch, as text and not rendered. */
export function permalink(file: Incident, at: string, path: string, line: number): string {
  return `${file.repository.url}/blob/${pathInAddress(at)}/${pathInAddress(path)}?plain=1#L${line}`
}
