/** A page of the IAM User Guide about one element of the policy language. */
const toElement = (name: string): string =>
  `https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_${name}.html`;

/** Where the policy language is explained, field by field. The S3 API takes a policy as one text. */
export const references = {
  version: toElement('version'),
  id: toElement('id'),
  effect: toElement('effect'),
  sid: toElement('sid'),
  principal: toElement('principal'),
  notPrincipal: toElement('notprincipal'),
  actions: toElement('action'),
  notActions: toElement('notaction'),
  resources: toElement('resource'),
  notResources: toElement('notresource'),
  conditionKey: toElement('condition'),
  conditionOperator: toElement('condition_operators'),
};
