import { readPackageFile } from '../package-root.ts'

/** The style and the script of a site: the same files on each. */
export interface SiteAssets {
  readonly style: string
  readonly script: string
}

/** Reads them from this package; a bundle holds them. The script is MiniSearch as its makers build it for browsers, and the app's own. */
export function loadSiteAssets(): SiteAssets {
  const library = readPackageFile('node_modules/minisearch/dist/umd/index.js').replace(
    /^\/\/# sourceMappingURL=.*$/m,
    '',
  )
  return {
    style: readPackageFile('templates/site/style.css'),
    script: `${library}\n${readPackageFile('templates/site/search.js')}`,
  }
}
