import { describe, expect, it } from 'vitest';
import { copyJobInput } from '@/lib/jobs/kinds/copy/schema';
import { startDraft, toCopyInput, toDirectChange, toFolderName, type TransferSubject } from './transfer-draft';

const subject: TransferSubject = {
  ...{ connection: 'c', bucket: 'b', objects: [{ key: 'p/x', sizeBytes: 1 }], prefixes: ['p/a/'], from: 'p/' },
};
const draft = startDraft(subject);

describe('what a form asks for', () => {
  it('is nothing while the place is the same, or within what is moved', () => {
    expect(toCopyInput(subject, 'copy', draft)).toHaveProperty('problem');
    expect(toCopyInput(subject, 'move', { ...draft, prefix: 'p/a/b/' })).toHaveProperty('problem');
    expect(toCopyInput(subject, 'copy', { ...draft, bucket: ' ' })).toHaveProperty('problem');
    expect(toCopyInput(subject, 'copy', { ...draft, prefix: 'p/a/b/' })).toHaveProperty('input');
    expect(toCopyInput(subject, 'copy', { ...draft, connection: 'other' })).toHaveProperty('input');
  });

  it('is what the job takes', () => {
    const asked = toCopyInput(subject, 'move', { ...draft, bucket: 'other', prefix: '', rule: 'newer' });
    const input = copyJobInput.parse({ ...('input' in asked && asked.input), connection: 'c' });
    expect(input).toMatchObject({
      ...{ from: 'p/', to: { connection: 'c', bucket: 'other', prefix: '' }, rule: 'newer', isMove: true },
      ...{ prefixes: ['p/a/'], objects: [{ key: 'p/x', sizeBytes: 1 }] },
    });
  });

  it('is another name for a folder', () => {
    const folder = { ...subject, objects: [] };
    expect(toFolderName('p/a/')).toBe('a');
    expect(toCopyInput(folder, 'rename', draft)).toHaveProperty('problem');
    expect(toCopyInput(folder, 'rename', { ...draft, name: 'x/y' })).toHaveProperty('problem');
    expect(toCopyInput(folder, 'rename', { ...draft, name: '' })).toHaveProperty('problem');
    expect(toCopyInput(folder, 'rename', { ...draft, name: 'z' })).toMatchObject({
      input: { from: 'p/a/', to: { connection: 'c', bucket: 'b', prefix: 'p/z/' }, isMove: true },
    });
  });
});

it('goes by a job with all versions, however few they are', () => {
  const asked = toCopyInput(subject, 'move', { ...draft, prefix: 'z/', keepsVersions: true });
  if ('problem' in asked) throw new Error(asked.problem);
  const plan = { items: 1, bytes: 1, isPartial: false };
  expect(toDirectChange('c', asked.input, plan)).toBeNull();
  expect(toDirectChange('c', { ...asked.input, keepsVersions: false }, plan)).not.toBeNull();
});

describe('at once or by a job', () => {
  const asked = toCopyInput(subject, 'copy', { ...draft, prefix: 'q/' });
  const input = 'input' in asked ? asked.input : null;
  const plan = { items: 999, bytes: 5, isPartial: false };
  it.each([
    ['a few', {}, {}, true],
    ['many', { items: 1000 }, {}, false],
    ['nobody knows how many', { isPartial: true }, {}, false],
    ['large ones', { bytes: 11 * 1024 ** 3 }, {}, false],
    ['by a rule', {}, { rule: 'newer' as const }, false],
    ['elsewhere', {}, { to: { connection: 'other', bucket: 'b', prefix: '' } }, false],
  ])('%s', (_case, counted, more, isDirect) => {
    const change = toDirectChange('c', { ...input!, ...more }, { ...plan, ...counted });
    expect(change !== null).toBe(isDirect);
    if (change) expect(change).toMatchObject({ kind: 'copy', to: { prefix: 'q/', from: 'p/' }, conflict: 'refuse' });
  });
});
