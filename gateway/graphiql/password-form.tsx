import { Field, Form } from './form.tsx'
import { changePassword, type LogIn } from './log-ins.ts'

/** Changes the password of someone who is logged in, as a temporary one must be. */
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
      <Field name="currentPassword" label="Current password" type="password" autoComplete="current-password" />
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
