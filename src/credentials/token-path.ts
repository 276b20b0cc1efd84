/**
 * Path of the request for a Payment Gateway token. It is stated elsewhere than on the pages of the
 * contract: on EnKash's token page and in its guide to authorization.
 */
export const TOKEN_PATH = "/api/v0/merchant/token";
