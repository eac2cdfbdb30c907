// Runs before anything else in the npm scripts, on whatever Node is there: plain JavaScript in old syntax.
// Linux gets Node 24 from the project's own packages; elsewhere the machine's Node serves when it is new enough.
var version = process.versions.node.split('.')
var major = Number(version[0])
var minor = Number(version[1])

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    'Node ' +
      process.versions.node +
      ' is too old for Portico: install Node 24 (https://nodejs.org), then run npm ci and this command again.',
  )
  process.exit(1)
}
