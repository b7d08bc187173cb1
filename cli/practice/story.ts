/** The walk through request, approval, apply and rollback: what is said, what is typed, what somebody does to a file. */

export interface Step {
  /** A paragraph: what comes, and why. */
  readonly says: string;
  /** What a colleague does to the file before the command: not by a command, which is the point. */
  readonly edit?: { readonly from: string; readonly to: string };
  /** Command lines, without the program's name. `REQUEST` stands for the last request's id. */
  readonly types: readonly string[];
  /** Whether the command is to be refused. */
  readonly isRefused?: boolean;
}

export const FILE = 'guide/.env.production';
const [EXPIRATION, LONGER] = ['JWT_EXPIRATION_MINUTES="15"', 'JWT_EXPIRATION_MINUTES="25"'];

export const STORY: readonly Step[] = [
  {
    says: 'A change of production should have two people: one who asks, one who agrees. You are both of them today. Each signs with a key of their own; the second is made together with the ledger, the signed record of everything that follows.',
    types: ['identity create you --principal you@practice.example --new', 'ledger init --practice --yes'],
  },
  {
    says: 'Production runs already. Its files become version 1, the baseline: what was approved. Secrets are cut out and encrypted; nowhere do you see one.',
    types: ['version create production --message "As it runs today." --yes'],
  },
  {
    says: 'Now somebody edits the file by hand: access tokens live 25 minutes instead of 15. Nobody asked, nobody agreed. The difference from the baseline shows it.',
    edit: { from: EXPIRATION, to: LONGER },
    types: ['diff production'],
  },
  {
    says: 'Perhaps it is a good idea. Then ask for it. The policy says who has to agree, and until when: this field belongs to the security admin, and everything in production to the platform admin, too.',
    types: [
      'request create production --justification "Guests are logged out in the middle of a booking." --yes',
    ],
  },
  {
    says: 'Can you agree with yourself? Try it.',
    types: ['request approve REQUEST --yes'],
    isRefused: true,
  },
  {
    says: 'So be the second person, who reads the request and signs it. The approval holds for exactly this content, on this baseline, under these rules: edit the request, and it is void.',
    types: ['request show REQUEST --as second', 'request approve REQUEST --as second --yes'],
  },
  {
    says: 'Approved. Apply makes it version 2: files and ledger together, or neither.',
    types: ['request apply REQUEST --yes', 'diff production'],
  },
  {
    says: 'Two days later the auditors call: 25 minutes are too long. Going back is a request, too. It never rewrites history; it adds a version with the old content.',
    types: [
      'rollback production --to v1 --reason compliance_violation --description "The auditors want 15 minutes." --yes',
      'request approve REQUEST --as second --yes',
      'request apply REQUEST --yes',
    ],
  },
  {
    says: 'This is what anybody will see in a year: what was live when, who wanted it, who agreed. And they need not believe it, they can verify it: every signature, every digest, from the first event on.',
    types: ['version list', 'ledger log', 'ledger verify'],
  },
];
