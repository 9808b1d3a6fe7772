/** Methods that a page may send to a bucket (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html). */
export const browserMethods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const;

export type BrowserMethod = (typeof browserMethods)[number];
