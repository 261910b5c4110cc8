// The floors and the packages as dependency-cruiser sees them: an import of a type counts like any other.
const notTests = '(^|/)tests/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'platform-knows-nothing-above',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: notTests },
      to: { path: '^src/', pathNot: '^src/platform/' },
    },
    {
      name: 'engines-stand-alone',
      severity: 'error',
      from: { path: '^src/engines/', pathNot: notTests },
      to: { path: '^src/', pathNot: '^src/engines/' },
    },
    {
      name: 'an-engine-knows-no-other',
      severity: 'error',
      from: { path: '^src/engines/([^/]+)/' },
      to: { path: '^src/engines/([^/]+)/', pathNot: '^src/engines/$1/' },
    },
    {
      name: 'middle-floors-know-no-capability',
      severity: 'error',
      from: { path: '^src/(permissions|ui)/', pathNot: notTests },
      to: { path: '^src/(capabilities/|[^/]+$)' },
    },
    {
      name: 'capabilities-know-no-composition',
      severity: 'error',
      from: { path: '^src/capabilities/', pathNot: notTests },
      to: { path: '^src/[^/]+$' },
    },
    {
      name: 'no-cycles-between-files',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^node:' } },
    {
      name: 'what-ships-uses-what-ships',
      severity: 'error',
      from: { path: '^src/', pathNot: `${notTests}|^src/browser/` },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'what-ships-imports-no-test',
      severity: 'error',
      from: { path: '^src/', pathNot: notTests },
      to: { path: notTests, pathNot: 'node_modules' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
