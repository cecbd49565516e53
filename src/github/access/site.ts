/** What kind of GitHub answers at an API's address, and where its pages stand. */
export interface Site {
  readonly kind: 'github.com' | 'ghe.com' | 'enterprise-server'
  /** `https://github.com`, without a slash at its end. */
  readonly origin: string
}

/**
 * The site whose API stands at `apiUrl`: github.com at `api.github.com`, an enterprise with data residency at
 * `api.NAME.ghe.com`, GitHub Enterprise Server at `HOST/api/v3`. What is none of these may stand before github.com.
 * https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/network-details-for-ghecom
 */
export function siteOf(apiUrl: string): Site {
  const { hostname, origin, pathname } = new URL(apiUrl)
  if (/^api\.[a-z\d-]+\.ghe\.com$/.test(hostname)) {
    return { kind: 'ghe.com', origin: `https://${hostname.slice('api.'.length)}` }
  }
  if (pathname === '/api/v3') return { kind: 'enterprise-server', origin }
  return { kind: 'github.com', origin: 'https://github.com' }
}
