// What a team some weeks into its work does with its ledger in a window, which is ann's. Each step goes on where the one before
// ended. The scene was made by test/support/team-in-use.ts.
import accidents from './accidents.mjs';
import environments, { approved } from './environments.mjs';
import identities from './identities.mjs';
import members from './members.mjs';
import requests from './requests.mjs';
import sharing from './sharing.mjs';
import versions from './versions.mjs';

export default [
  ...environments,
  ...versions,
  ...approved,
  ...requests,
  ...identities,
  ...sharing,
  ...accidents,
  ...members,
];
