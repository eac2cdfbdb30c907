import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readConfig, settings, settingsBySubgraph } from '../../subgraphs/kernel/config.ts'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'
import { root } from '../architecture/tree.ts'

interface Service {
  readonly image: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly string[]
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: { readonly test?: readonly string[] }
}

const deploy = join(root, 'scripts/deploy')
const containerfile = readFileSync(join(deploy, 'Containerfile'), 'utf8')
const composeText = readFileSync(join(deploy, 'compose.yaml'), 'utf8')
const compose = parse(composeText, { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, null>>
}
const services = Object.entries(compose.services)
/** Those that run the product. */
const ours = services.filter(([, { image }]) => image === 'portico')
const known = new Set(
  [
    ...Object.values(settings),
    ...Object.values(settingsBySubgraph).flatMap((of) => subgraphNames.map((name) => of(name))),
  ].map(({ name }) => name),
)

describe('the compose file', () => {
  it('runs a gateway and each subgraph', () => {
    expect(ours.map(([name]) => name).sort()).toEqual(['gateway', 'keys', ...subgraphNames].sort())
    for (const name of subgraphNames) expect(compose.services[name]!.command).toEqual(['dist/subgraphs/main.js', name])
  })

  it.each(ours)('gives %s settings that there are, and that can be used', (_name, { environment = {} }) => {
    expect(Object.keys(environment).filter((name) => !known.has(name))).toEqual([])
    for (const fill of [blank, filled]) {
      const env = Object.entries(environment).map(([name, value]) => [name, fill(String(value))])
      expect(() => readConfig(Object.fromEntries(env))).not.toThrow()
    }
  })

  it('gives the gateway no database, and nobody a password that stands there', () => {
    expect(
      Object.keys(compose.services['gateway']!.environment!).filter((name) => /DATABASE|NATS|SMTP/.test(name)),
    ).toEqual([])
    for (const [, password] of composeText.matchAll(/(?:portico:|--pass, '?|PASSWORD: )([^@\s\]]+)/g))
      expect(password).toMatch(/^\$\{\w+:\?/)
  })

  it.each(subgraphNames)('asks %s for its health where it listens and where others find it', (name) => {
    const { environment, healthcheck } = compose.services[name]!
    const url = environment![`SUBGRAPH_URL_${name.toUpperCase()}`]!
    expect(healthcheck!.test!.at(-1)).toBe(url)
    expect(new URL(url).hostname).toBe(name)
  })

  it('names services, volumes and files that there are', () => {
    for (const [name, { depends_on = {}, volumes = [], command = [] }] of services) {
      for (const [other, { condition }] of Object.entries(depends_on)) {
        expect(compose.services, name).toHaveProperty(other)
        if (condition === 'service_healthy' && !ours.some(([known]) => known === other))
          expect(compose.services[other]).toHaveProperty('healthcheck.test')
      }
      for (const volume of volumes) expect(compose.volumes, name).toHaveProperty(volume.split(':')[0]!)
      for (const file of command.filter((word) => word.startsWith('dist/'))) expect(sourceOf(file), file).toBeTruthy()
    }
  })
})

describe('the Containerfile', () => {
  it('sets what there is to set, as a user of its own', () => {
    const [, line = ''] = /^ENV (.*)$/m.exec(containerfile) ?? []
    const env = Object.fromEntries(line.split(' ').map((pair) => pair.split('=') as [string, string]))
    expect(Object.keys(env).filter((name) => !known.has(name))).toEqual([])
    expect(readConfig(env)).toMatchObject({ development: false, host: '0.0.0.0', dataDir: '/data', keysDir: '/keys' })
    expect(containerfile).toMatch(/^USER node$/m)
    expect(containerfile.lastIndexOf('USER node')).toBeLessThan(containerfile.indexOf('ENTRYPOINT'))
  })

  it('names files that there are, and lets no shell stand between signals and the process', () => {
    const files = [...containerfile.matchAll(/dist\/[\w/-]+\.js/g)].map(([file]) => file)
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) expect(sourceOf(file), file).toBeTruthy()
    expect(containerfile).toContain('ENTRYPOINT ["node"]')
    for (const [, copied] of containerfile.matchAll(/^COPY --from=build \/portico\/(\S+)/gm))
      if (!['dist', 'node_modules'].includes(copied!)) expect(existsSync(join(root, copied!)), copied).toBe(true)
  })
})

/** Whether there is something that is built to this file. */
function sourceOf(file: string): boolean {
  return existsSync(join(root, file.replace(/^dist\//, '').replace(/\.js$/, '.ts')))
}

/** As compose fills in its variables where only those are set that must be. */
const blank = (value: string) => value.replace(/\$\{\w+:-([^}]*)\}/g, '$1').replace(/\$\{\w+:\?[^}]*\}/g, 'abc123')

/** The same where all are set, each as the README beside it says. */
function filled(value: string): string {
  const given: Readonly<Record<string, string>> = {
    LOG_LEVEL: 'warn',
    PUBLIC_URL: 'https://api.example',
    PORTAL_URL: 'https://portal.example',
    ORIGINS: 'https://portal.example',
    SMTP_URL: 'smtps://portico:abc123@mail.example:465',
    MAIL_FROM: 'Harbour Homes <portal@mail.example>',
    S3_ENDPOINT: 'http://s3:9000',
    S3_PATH_STYLE: 'true',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    METRICS_TOKEN: 'abc123abc123abc123abc123abc123abc123',
  }
  return value.replace(/\$\{(\w+):[-?][^}]*\}/g, (_, name: string) => given[name] ?? 'abc123')
}
