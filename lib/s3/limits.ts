/** SigV4 links live at most seven days (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html). */
export const maxLinkSeconds = 7 * 24 * 60 * 60;

/** DeleteObjects takes at most 1,000 keys (https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html). */
export const maxKeysPerDelete = 1000;
