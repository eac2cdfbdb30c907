import { useState } from 'react'
import { Field, Form } from './form.tsx'
import { answer, CodeWanted, logIn } from './log-ins.ts'
import { comeIn } from './run-as.ts'

/** Logs in a member of staff or a client. */
export function LogInForm({ onClose }: { readonly onClose: () => void }) {
  const [kind, setKind] = useState<'staff' | 'client'>('staff')
  const [challengeId, setChallengeId] = useState<string | null>(null)

  async function submit({ door = '', email = '', password = '', code = '' }: Readonly<Record<string, string>>) {
    if (challengeId !== null) return comeIn(await answer(challengeId, code))
    const found = await (
      kind === 'staff'
        ? logIn('staff', { company: door, email, password })
        : logIn('client', { portalKey: door, email, password })
    ).catch((reason: unknown) => {
      if (reason instanceof CodeWanted) setChallengeId(reason.challengeId)
      throw reason
    })
    comeIn(found)
    localStorage.setItem(`portico:door:${kind}`, door)
  }

  if (challengeId !== null) {
    return (
      <Form title="Log in" action="Log in" onSubmit={submit} onClose={onClose}>
        <Field name="code" label="Code" autoComplete="one-time-code" hint="Or one of your codes for recovery." />
      </Form>
    )
  }
  return (
    <Form title="Log in" action="Log in" onSubmit={submit} onClose={onClose}>
      <div className="choice" role="radiogroup" aria-label="Who logs in">
        {(['staff', 'client'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
            {one === 'staff' ? 'Staff' : 'Client'}
          </label>
        ))}
      </div>
      <Field
        key={kind}
        name="door"
        label={kind === 'staff' ? 'Company' : 'Portal key'}
        defaultValue={localStorage.getItem(`portico:door:${kind}`) ?? ''}
        autoComplete="organization"
      />
      <Field name="email" label="Email" type="email" autoComplete="username" />
      <Field name="password" label="Password" type="password" autoComplete="current-password" />
    </Form>
  )
}
