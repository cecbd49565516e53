import type { Configuration } from '../../config/schema/schema.ts'
import type { ChangedFile, ConfigurationTexts, Pull, Repository } from '../../domain/repository.ts'

/** A pull request, with what counts in its repository now. */
export interface ChangedConfiguration {
  readonly repository: Repository
  readonly texts: ConfigurationTexts
  readonly configuration: Configuration
  readonly pull: Pull
  readonly files: readonly ChangedFile[]
}
