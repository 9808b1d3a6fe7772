import * as sdk from '@aws-sdk/client-s3';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { makePolicy, makeStatement } from '@/lib/policy/templates';
import { allSettings } from './all';
import { findIssues } from './issues';
import { loadEditor } from './load-editor';
import { granteeReferences } from './references';

/** Values beyond the examples, for references that only these show. */
const more: Record<string, unknown[]> = {
  policy: [
    makePolicy(
      makeStatement({
        principals: { isNot: true, who: '*' },
        actions: { isNot: true, values: ['s3:GetObject'] },
        resources: { isNot: true, values: ['*'] },
      }),
    ),
  ],
};

type References = { [name: string]: string | References };

const toLinks = (references: References): string[] =>
  Object.values(references).flatMap((one) => (typeof one === 'string' ? [one] : toLinks(one)));

async function loadLinks(id: string): Promise<string[]> {
  const module = (await import(`./${id}/constants.ts`)) as { references: References };
  return [...new Set(toLinks(module.references))];
}

const ofType = /^https:\/\/docs\.aws\.amazon\.com\/AmazonS3\/latest\/API\/API_(\w+)\.html#AmazonS3-Type-\1-(\w+)$/u;
/** What is no field of a type: elements of the policy language, and headers of an operation. */
const others = [
  /^https:\/\/docs\.aws\.amazon\.com\/IAM\/latest\/UserGuide\/reference_policies_elements_[a-z_]+\.html$/u,
  /^https:\/\/docs\.aws\.amazon\.com\/AmazonS3\/latest\/API\/API_(\w+)\.html#AmazonS3-\1-response-header-\w+$/u,
];

/** Fields of a type as the SDK knows them: it is made from the model that the reference is made from. */
function fieldsOf(type: string): string[] {
  const shape: unknown = (sdk as Record<string, unknown>)[`${type}$`];
  return Array.isArray(shape) ? (shape[4] as string[]) : [];
}

function expectToLead(link: string): void {
  const [, type, field] = ofType.exec(link) ?? [];
  if (type && field) expect([type, fieldsOf(type)]).toEqual([type, expect.arrayContaining([field])]);
  else
    expect(
      others.some((form) => form.test(link)),
      link,
    ).toBe(true);
}

describe('references of fields', () => {
  it('lead to fields that grantees have', () => {
    for (const link of Object.values(granteeReferences)) expectToLead(link);
  });
});

describe.each(allSettings.map((setting) => [setting.model.id, setting] as const))('%s', (id, { model }) => {
  it('leads to fields that the S3 API has', async () => {
    const links = await loadLinks(id);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expectToLead(link);
  });

  it('shows every reference beside a field', async () => {
    const { Form } = await loadEditor(id);
    const values = [model.empty, ...model.examples.map(({ value }) => value), ...(more[id] ?? [])];
    const pages = values.map((value) =>
      renderToStaticMarkup(
        <Form
          value={value}
          onChange={() => undefined}
          issues={findIssues(model, value)}
          disabled={false}
          connection="any"
          bucket="media"
        />,
      ),
    );
    const shown = new Set(
      pages.flatMap((page) => [...page.matchAll(/href="(https:[^"]+)"/gu)].map(([, link]) => link)),
    );
    expect((await loadLinks(id)).filter((link) => !shown.has(link))).toEqual([]);
  });
});
