import type { Explanation } from './refused.ts'

/**
 * 403s that are neither a missing permission nor a rule. Somebody who reads with a token meets them, too. The words are
 * those of recorded answers.
 */
export const conditions: readonly Explanation[] = [
  {
    statuses: [403],
    says: /IP allow list/i,
    reason: 'permission',
    because: 'the organization lets in only the addresses on its IP allow list',
    remedy:
      'an owner can add the address of this server to that list, in the organization’s settings under “Authentication security”',
  },
  {
    statuses: [403],
    says: /SAML enforcement|single sign-on/i,
    reason: 'permission',
    because: 'the organization protects this with SAML single sign-on',
    remedy:
      'an owner can authorize the access for the organization, in its settings or by the address that GitHub gives with a token',
  },
  {
    statuses: [403],
    says: /installation (?:has been|is|was) suspended/i,
    reason: 'not-installed',
    because: 'its installation is suspended',
    remedy: 'an owner can resume it in the account’s settings under “GitHub Apps”',
  },
  {
    statuses: [403],
    says: /account (?:has been|is|was) (?:suspended|flagged|locked)/i,
    reason: 'permission',
    because: 'GitHub has suspended the account',
    remedy: 'GitHub’s support can say more',
  },
  {
    statuses: [403],
    says: /trade controls?|trade restriction|sanction/i,
    reason: 'permission',
    because: 'GitHub has disabled the repository for trade restrictions',
    remedy: 'GitHub’s support can say more',
  },
  {
    statuses: [403],
    says: /repository access blocked|access to this repository has been (?:disabled|blocked)|repository (?:has been|is|was) (?:disabled|blocked|locked)/i,
    reason: 'permission',
    because: 'GitHub has blocked the repository',
    remedy: 'its owner can see why on its page, and GitHub’s support can say more',
  },
  {
    statuses: [403, 422],
    says: /(?:more than|maximum of|limit of) 2,?500 comments/i,
    reason: 'invalid',
    because: 'the conversation has 2,500 comments, and GitHub takes no more',
    remedy: 'go on in a new issue',
  },
  {
    statuses: [403, 422],
    says: /interaction limit|interactions? (?:on|with|in) this repository (?:has been|have been|is|are) (?:restricted|limited)|temporarily (?:restricted|limited) (?:interactions|to)/i,
    reason: 'permission',
    because: 'an interaction limit is in force in this repository',
    remedy: 'it ends by itself, or somebody can lift it in the settings under “Moderation”',
  },
  {
    statuses: [403],
    says: /\blocked\b/i,
    reason: 'permission',
    because: 'the conversation is locked',
    remedy: 'unlock it to let the app go on',
  },
]
