/**
 * Tokens that begin, or are built, as only their maker's are. Where words of people could look alike, a digit or a capital
 * letter within tells them apart.
 * https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 */
export const tokenShapes: readonly RegExp[] = [
  /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})/g,
  // AWS, Google
  /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9])(?:AIza[\w-]{35}|GOCSPX-[\w-]{20,60}|ya29\.[\w-]{20,1000})/g,
  // Slack, Discord, Teams, Telegram: an address to write to is as good as a token
  /(?<![A-Za-z0-9])(?:xox[a-z]-|xoxe\.xox[a-z]-|xapp-)[A-Za-z0-9-]{10,250}/g,
  /(?<=hooks\.slack\.com\/(?:services|workflows|triggers)\/)[A-Za-z0-9_/]{20,200}/g,
  /(?<=discord(?:app)?\.com\/api\/webhooks\/)\d{10,25}\/[\w-]{20,120}/g,
  /(?<=\.webhook\.office\.com\/)webhookb2\/[\w@/-]{20,300}/g,
  /(?<![A-Za-z0-9])\d{8,10}:AA[\w-]{32,33}/g,
  // Stripe, Twilio, SendGrid, Mailgun, Mailchimp, Square, Shopify
  /(?<![A-Za-z0-9])(?:[srp]k_(?:live|test)_[A-Za-z0-9]{16,250}|whsec_[A-Za-z0-9+/=]{24,100})/g,
  /(?<![A-Za-z0-9])(?:SK[0-9a-f]{32}|key-[0-9a-f]{32}|[0-9a-f]{32}-us\d{1,2})(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9])SG\.[\w-]{16,64}\.[\w-]{16,128}/g,
  /(?<![A-Za-z0-9])(?:EAAA[\w-]{50,100}|sq0[a-z]{3}-[\w-]{20,60}|shp(?:at|ca|pa|ss|tka)_[0-9a-f]{32})/g,
  // Registries and hosts of code
  /(?<![A-Za-z0-9])(?:npm_[A-Za-z0-9]{36}|pypi-AgE[\w-]{20,250}|rubygems_[0-9a-f]{48}|dckr_[op]at_[\w-]{20,60})/g,
  /(?<![A-Za-z0-9])gl(?:pat|rt|dt|ptt|soat|ft|cbt|imt|agent)-[\w-]{20,100}(?:\.[\w-]{2,20}){0,2}/g,
  // Models: words with hyphens may begin like their keys
  /(?<![A-Za-z0-9])sk-(?=[\w-]{0,250}\d)(?=[\w-]{0,250}[A-Z])[\w-]{20,250}/g,
  /(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,60}/g,
  // Clouds, watches, trackers, vaults
  /(?<![A-Za-z0-9])(?:do[opr]_v1_[0-9a-f]{40,64}|dapi[0-9a-f]{32}|sbp_[0-9a-f]{40}|pscale_[a-z]{2,10}_[\w.-]{20,80})/g,
  /(?<![A-Za-z0-9])(?:hv[sbr]\.[\w-]{20,300}|dp\.[a-z]{2,10}\.[A-Za-z0-9]{30,60}|AGE-SECRET-KEY-1[A-Z0-9]{50,60})/g,
  /(?<![A-Za-z0-9])(?:gl(?:sa|c)_[\w+/=-]{20,250}|NRAK-[A-Z0-9]{27}|sntry[su]_[\w+/=-]{20,300})/g,
  /(?<![A-Za-z0-9])(?:dt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}|[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,80})/g,
  /(?<![A-Za-z0-9])(?:lin_(?:api|oauth)_[A-Za-z0-9]{30,80}|ntn_[A-Za-z0-9]{30,60}|AT[AC]TT3[\w=-]{20,300})/g,
  /(?<![A-Za-z0-9])(?:PMAK-[0-9a-f]{24}-[0-9a-f]{34}|fm[12][ar]?_[\w+/=-]{20,1000}|CCI[PA]{2}T_[\w-]{20,100})/g,
  // A JSON web token
  /(?<![A-Za-z0-9])eyJ[\w-]{10,500}\.[\w-]{10,4000}\.[\w-]{10,2000}/g,
]
