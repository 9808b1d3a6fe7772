'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { TextArea } from '@/components/ui/text-area';
import { TextInput } from '@/components/ui/text-input';
import { signInMutation } from '@/lib/connections/queries';
import type { ConnectionView } from '@/lib/connections/types';

interface SignInFormProps {
  connection: ConnectionView;
  onSignedIn: (connection: ConnectionView) => void;
}

/** Asks for the keys of one connection. They go to the console's server, which tries them on the endpoint with one call. */
export function SignInForm({ connection, onSignedIn }: SignInFormProps) {
  const [accessKeyId, setAccessKeyId] = useState(
    connection.credentials === 'user' ? (connection.accessKeyId ?? '') : '',
  );
  const [secretAccessKey, setSecretAccessKey] = useState('');
  const [sessionToken, setSessionToken] = useState('');
  const [isChecked, setChecked] = useState(false);
  const signIn = useMutation(signInMutation(useQueryClient()));

  const submit = async () => {
    setChecked(true);
    if (accessKeyId.trim() === '' || secretAccessKey.trim() === '' || signIn.isPending) return;
    try {
      // Awaited, because callbacks of `mutate` are not called once the form is gone, and an open connection shows none.
      const view = await signIn.mutateAsync({
        connection: connection.id,
        accessKeyId,
        secretAccessKey,
        ...(sessionToken.trim() !== '' && { sessionToken }),
      });
      onSignedIn(view);
    } catch {
      // `signIn.error` is shown below.
    }
  };

  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label="Access key" error={isChecked && accessKeyId.trim() === '' && 'Enter the access key.'}>
        <TextInput
          name="username"
          value={accessKeyId}
          onValueChange={setAccessKeyId}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          mono
        />
      </Field>
      <Field label="Secret key" error={isChecked && secretAccessKey.trim() === '' && 'Enter the secret key.'}>
        <SecretInput value={secretAccessKey} onValueChange={setSecretAccessKey} />
      </Field>
      <SessionTokenField value={sessionToken} onValueChange={setSessionToken} />
      {signIn.isError && <ErrorNotice error={signIn.error} title={`Not signed in to ${connection.name}`} />}
      <Button type="submit" variant="primary" pending={signIn.isPending} className="mt-1 self-stretch">
        {signIn.isPending ? 'Checking the keys' : 'Sign in'}
      </Button>
    </form>
  );
}

interface SecretProps {
  value: string;
  onValueChange: (value: string) => void;
}

function SecretInput({ value, onValueChange }: SecretProps) {
  const [isShown, setShown] = useState(false);
  return (
    <TextInput
      name="password"
      type={isShown ? 'text' : 'password'}
      value={value}
      onValueChange={onValueChange}
      autoComplete="current-password"
      spellCheck={false}
      mono
      trailing={
        <IconButton
          label={isShown ? 'Hide the secret key' : 'Show the secret key'}
          size="small"
          onClick={() => setShown(!isShown)}
        >
          {isShown ? <EyeOff size={14} aria-hidden="true" /> : <Eye size={14} aria-hidden="true" />}
        </IconButton>
      }
    />
  );
}

/** Temporary keys have a third part; most people have none. */
function SessionTokenField({ value, onValueChange }: SecretProps) {
  const [isShown, setShown] = useState(false);
  if (!isShown) {
    return (
      <Button variant="quiet" size="small" className="-ml-2 self-start" onClick={() => setShown(true)}>
        Add a session token
      </Button>
    );
  }
  return (
    <Field
      label="Session token"
      hint="for temporary keys"
      description="AssumeRole and other STS calls give one with the keys."
    >
      <TextArea value={value} onValueChange={onValueChange} rows={3} autoComplete="off" spellCheck={false} mono />
    </Field>
  );
}
