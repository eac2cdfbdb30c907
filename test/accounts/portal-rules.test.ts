import { describe, expect, it } from 'vitest'
import * as portal from '../../subgraphs/accounts/portal/portal.ts'
import * as portalKey from '../../subgraphs/accounts/portal-key/portal-key.ts'
import { refusedIn } from '../../subgraphs/kernel/errors.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'

const company = newId('company')
const now = new Date('2026-06-01T10:00:00Z')
const opened = portal.open(company, 'Harbour Homes')

/** What is refused, as code and place. */
function refused(act: () => unknown): string[] {
  try {
    act()
    return []
  } catch (error) {
    return refusedIn(error)!.map(({ code, data }) => `${code} ${data.path?.slice(1).join('.')}`)
  }
}
const setting = (given: portal.PortalSetting, isDevelopment = false) =>
  refused(() => portal.set(opened, given, isDevelopment, now))

describe('setting a portal', () => {
  it('changes what is given, leaves what is absent, and empties what is null', () => {
    const first = portal.set(
      opened,
      { supportEmail: ' help@example.com ', branding: { primaryColor: '#1D4ED8' } },
      false,
      now,
    )!
    expect(first.change).toEqual({ supportEmail: 'help@example.com', primaryColor: '#1d4ed8', version: 2 })
    const next = { ...opened, ...first.change }
    expect(portal.set(next, { supportEmail: null }, false, now)!.change).toEqual({ supportEmail: null, version: 3 })
  })

  it('is nothing at all where all is as it was', () => {
    expect(portal.set(opened, {}, false, now)).toBeNull()
    expect(
      portal.set(opened, { isOn: true, languages: opened.languages, branding: null, origins: [] }, false, now),
    ).toBeNull()
  })

  it.each([
    [{ isOn: false }, ['portal.switched_off']],
    [{ origins: ['https://portal.example.com'] }, ['portal.origins_changed']],
    [{ features: ['TICKETS' as const] }, ['portal.changed']],
    [{ isOn: false, notice: 'Back on Monday.' }, ['portal.changed', 'portal.switched_off']],
  ])('by %j is remembered as %j', (given, types) => {
    const { events } = portal.set(opened, given, false, now)!
    expect(events.map(({ type }) => type)).toEqual(types)
  })

  it('is off since somebody switched it off, until it is on again (ACC-25)', () => {
    const off = portal.set(opened, { isOn: false }, false, now)!.change
    expect(off).toEqual({ isOn: false, switchedOffAt: now, version: 2 })
    const on = portal.set({ ...opened, ...off }, { isOn: true }, false, now)!.change
    expect(on).toEqual({ isOn: true, switchedOffAt: null, version: 3 })
  })

  it('keeps features once and in order, and languages once and as given', () => {
    const { change } = portal.set(
      opened,
      { features: ['UPLOADS', 'OFFERS', 'UPLOADS'], languages: ['nl', 'en', 'nl'] },
      false,
      now,
    )!
    expect(change).toMatchObject({ features: ['OFFERS', 'UPLOADS'], languages: ['nl', 'en'] })
  })

  it.each<[portal.PortalSetting, string]>([
    [{ branding: { displayName: ' \n ' } }, 'VALUE_MISSING branding.displayName'],
    [{ branding: { displayName: 'x'.repeat(101) } }, 'TEXT_TOO_LONG branding.displayName'],
    [{ branding: { primaryColor: '#12345' } }, 'COLOR_INVALID branding.primaryColor'],
    [{ branding: { accentColor: 'red;background:url(//evil.example)' } }, 'COLOR_INVALID branding.accentColor'],
    [{ branding: { logoUrl: 'http://example.com/logo.png' } }, 'ADDRESS_INVALID branding.logoUrl'],
    [{ imprintUrl: 'javascript:alert(1)' }, 'ADDRESS_INVALID imprintUrl'],
    [{ privacyUrl: 'https://somebody:secret@example.com/' }, 'ADDRESS_INVALID privacyUrl'],
    [{ privacyUrl: `https://example.com/${'x'.repeat(2000)}` }, 'ADDRESS_INVALID privacyUrl'],
    [{ notice: 'x'.repeat(2001) }, 'TEXT_TOO_LONG notice'],
    [{ registration: { shortestName: 0 } }, 'SHORTEST_NAME_INVALID registration.shortestName'],
    [{ registration: { shortestName: 101 } }, 'SHORTEST_NAME_INVALID registration.shortestName'],
    [{ languages: [] }, 'VALUE_MISSING languages'],
    [{ languages: ['en', 'pt'] }, 'LANGUAGE_UNKNOWN languages.1'],
    [{ languages: ['nl'], defaultLanguage: 'en' }, 'LANGUAGE_NOT_OFFERED defaultLanguage'],
    [{ supportEmail: 'nobody' }, 'EMAIL_INVALID supportEmail'],
    [{ origins: Array.from({ length: 21 }, (_, i) => `https://p${i}.example.com`) }, 'TOO_MANY origins'],
    ...[
      'https://portal.example.com/',
      'https://portal.example.com/path',
      'https://portal.example.com:443',
      'HTTPS://portal.example.com',
      'http://portal.example.com',
      'http://localhost:5173',
      '*',
      'null',
      '',
    ].map((origin): [portal.PortalSetting, string] => [{ origins: [origin] }, 'ORIGIN_INVALID origins.0']),
  ])('to %j is refused', (given, code) => {
    expect(setting(given)).toContain(code)
  })

  it('says of no languages at all that one is needed, and nothing about the default', () => {
    expect(setting({ languages: [] })).toEqual(['VALUE_MISSING languages'])
  })

  it('says of each wrong value what is wrong with it', () => {
    const given = {
      supportEmail: 'nobody',
      origins: ['https://a.example', 'b', 'c'],
      branding: { primaryColor: 'blue' },
    }
    expect(setting(given)).toEqual([
      'COLOR_INVALID branding.primaryColor',
      'EMAIL_INVALID supportEmail',
      'ORIGIN_INVALID origins.1',
      'ORIGIN_INVALID origins.2',
    ])
  })

  it('lets pages of the own machine call while somebody develops', () => {
    const origins = [
      'http://localhost:5173',
      'http://127.0.0.1:3000',
      'http://[::1]:3000',
      'https://portal.example.com',
    ]
    expect(setting({ origins }, true)).toEqual([])
    expect(setting({ origins: ['http://localhost.example.com'] }, true)).toEqual(['ORIGIN_INVALID origins.0'])
  })
})

describe('the keys of a portal', () => {
  const known = portalKey.first(company, 'harbour-homes', now)

  it('get a successor that stands before them, also by a slow clock', () => {
    const { made } = portalKey.rotate(company, [known], 'harbour-2', new Date('2026-06-01T09:00:00Z'))
    expect(made.createdAt.getTime()).toBeGreaterThan(known.createdAt.getTime())
  })

  it.each(['abc', '-abc', 'abc-', 'Harbour', 'ab cd', 'ab/cd', 'x'.repeat(61)])('cannot be %j', (key) => {
    expect(refused(() => portalKey.rotate(company, [known], key, now))).toEqual(['PORTAL_KEY_INVALID key'])
  })

  it('are ten at most', () => {
    const ten = Array.from({ length: 10 }, (_, i) => ({ ...known, key: `key-${i}` }))
    expect(refused(() => portalKey.rotate(company, ten, 'harbour-2', now))).toHaveLength(1)
  })

  it('are looked up only where they can be one', () => {
    expect([undefined, null, '', '  ', 'two words', 'x'.repeat(101), 'naïve'].map(portalKey.keyIn)).toEqual(
      Array(7).fill(null),
    )
    expect(portalKey.keyIn(' harbour-homes\n')).toBe('harbour-homes')
  })
})
