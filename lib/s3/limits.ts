/** SigV4 links live at most seven days (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html). */
export const maxLinkSeconds = 7 * 24 * 60 * 60;

/** DeleteObjects takes at most 1,000 keys (https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html). */
export const maxKeysPerDelete = 1000;

const mebibyte = 1024 * 1024;

/** The smallest part S3 takes, except for the last one (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html). */
export const minPartSizeBytes = 5 * mebibyte;
/** The largest part, and the largest single PUT. */
export const maxPartSizeBytes = 5 * 1024 * mebibyte;
export const maxPartCount = 10_000;
