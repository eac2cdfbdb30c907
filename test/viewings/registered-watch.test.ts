import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anonymous, type Actor } from '../../subgraphs/kernel/actor.ts'
import { question } from '../../subgraphs/kernel/ask.ts'
import { newId, type CompanyId } from '../../subgraphs/kernel/ids.ts'
import type { App } from '../support/app.ts'
import type { Person } from '../support/person.ts'
import { openBrokerage, openProduct, type Brokerage } from './brokerage.ts'
import { read, type Changed } from './watching.ts'

const clock = { now: new Date('2026-03-02T12:00:00Z') }
let app: App
let ours: Brokerage
let client: Person
let contactId: string

beforeAll(async () => {
  app = await openProduct(clock)
  ours = await openBrokerage(app, clock)
  ;({ person: client, contactId } = await ours.client(ours.admin))
}, 120_000)
afterAll(() => app?.stop())

describe('what somebody looked for when they registered', () => {
  type Registered = { readonly watchRegister: Changed }
  const REGISTER = `mutation register($input: WatchRegisterInput!) {
    watchRegister(input: $input) { watch { id madeById criteria { cities } } userErrors { code path } } }`
  const check = question<object, object>(
    'query check($criteria: WatchCriteriaInput!) { watchCriteriaCheck(criteria: $criteria) { userErrors { code } } }',
  )
  const asked = question<Registered, object>(REGISTER)
  const register = async (by: 'accounts' | 'contacts', actor: Actor, cities: string[], whose = contactId) => {
    const { services } = app.host.open.find(({ subgraph }) => subgraph.name === by)!
    const input = { contactId: whose, criteria: { cities } }
    return (await services.ask('viewings', asked, { input }, { actor, requestId: 'register' })).watchRegister
  }

  const checked = (by: 'accounts' | 'contacts', actor: Actor, criteria: object) => {
    const { services } = app.host.open.find(({ subgraph }) => subgraph.name === by)!
    return services.ask('viewings', check, { criteria }, { actor, requestId: 'check' })
  }

  it('becomes a watch of theirs by accounts, once, and by nobody else (VIE-15)', async () => {
    type Viewer = { viewer: { company: { id: CompanyId } } }
    const { viewer } = await ours.admin.ask<Viewer, object>('{ viewer { ... on StaffViewer { company { id } } } }')
    const service: Actor = { kind: 'service', company: viewer.company.id }
    const nobody = newId('contact')
    const cities = ['Olhão']
    const [made, again] = await Promise.all([1, 2].map(() => register('accounts', service, cities)))
    expect(made).toMatchObject({ watch: { madeById: null, criteria: { cities } }, userErrors: [] })
    expect(again).toEqual(made)
    expect(await register('accounts', service, ['Tavira'])).toEqual(made)
    expect(await read(client, made!.watch!.id)).toMatchObject({ version: 1, isPaused: false })

    const person: Actor = {
      kind: 'client',
      company: service.company,
      account: newId('account'),
      contact: nobody,
      session: newId('session'),
      blocks: [],
    }
    for (const [by, actor] of [
      ['contacts', service],
      ['accounts', person],
      ['accounts', anonymous],
    ] as const) {
      for (const asking of [register(by, actor, cities, nobody), checked(by, actor, { cities })]) {
        await expect(asking).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN', reason: 'SERVICES_ONLY' } })
      }
    }
    for (const by of [ours.admin, client]) {
      const { errors } = await by.send(REGISTER, { input: { contactId, criteria: { cities } } })
      expect(errors![0]!.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' })
    }
  })
})
