import { Field, Form } from './form.tsx'
import { changePassword, type LogIn } from './log-ins.ts'

/** Changes the temporary password of someone who has just logged in with it. */
export function PasswordForm({ logIn, onClose }: { readonly logIn: LogIn; readonly onClose: () => void }) {
  return (
    <Form
      title={`A new password for ${logIn.name}`}
      action="Change"
      onClose={onClose}
      onSubmit={({ currentPassword = '', newPassword = '' }) =>
        changePassword(logIn.id, { currentPassword, newPassword })
      }
    >
      <Field
        name="currentPassword"
        label="Temporary password"
        type="password"
        autoComplete="current-password"
        hint="The one from the mail."
      />
      <Field
        name="newPassword"
        label="New password"
        type="password"
        autoComplete="new-password"
        hint="At least 8 characters."
      />
    </Form>
  )
}
