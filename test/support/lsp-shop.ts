/** A made-up team's configuration: its own schema and rules, so that server tests hang on no built-in profile. */

export const MANIFEST = `prefix: SHOP_
delimiter: __
environmentField: environment
files:
  - .env.{environment}
  - match: config/{environment}.yaml
schema:
  type: object
  additionalProperties: false
  required: [environment]
  properties:
    environment: { enum: [production, staging] }
    debug: { type: boolean }
    port: { type: integer, maximum: 65535 }
    token: { type: string, minLength: 8, secret: true }
rules:
  SHOP_1:
    name: No debugging in production
    severity: critical
    environments: [production]
    field: debug
    must: { const: false }
    message: Debugging is on.
    why: It shows internals to customers.
    remedy: Set it to false.
    expected: 'false'
  SHOP_2:
    name: Port above 1024
    severity: warning
    field: port
    must: { minimum: 1024 }
    message: The port needs privileges.
    why: The service would have to run as root.
    remedy: Use a port from 1024 on.
    expected: at least 1024
`;

export const CLEAN = `SHOP_ENVIRONMENT=production
SHOP_DEBUG=false
SHOP_PORT=8080
SHOP_TOKEN=long-enough-token
`;

export const CLEAN_STAGING = CLEAN.replace('=production', '=staging');

export const WRONG = `SHOP_ENVIRONMENT=production
SHOP_DEBUG=true
SHOP_PORT=80
SHOP_TOKEN=long-enough-token
`;

/** Capabilities of a client that is pushed to and understands what diagnostics can carry. */
export const PUSH = {
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      dataSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
  },
  window: { workDoneProgress: true },
};

/** Of one that pulls, and can do whatever else the server can use. */
export const PULL = {
  textDocument: { ...PUSH.textDocument, diagnostic: { relatedDocumentSupport: false } },
  window: PUSH.window,
  workspace: {
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    semanticTokens: { refreshSupport: true },
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
  },
};
