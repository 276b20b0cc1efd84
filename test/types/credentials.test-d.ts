import { expectTypeOf, test } from "vitest";
import {
  type Credential,
  cachedCredential,
  createEnkashClient,
  type EnkashCredentialError,
  type EnkashError,
  paymentGatewayToken,
} from "../../src/index.js";

const keys = { accessKey: "access", secretKey: "secret" };

test("a cached credential is a credential of a client, and can be called without one", async () => {
  const token = cachedCredential(async ({ signal, refused }) => {
    expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
    expectTypeOf(refused).toEqualTypeOf<boolean>();
    return { value: "token", expiresAt: undefined };
  });
  expectTypeOf(token).toExtend<Credential>();
  createEnkashClient({ credentials: { rewardsToken: token } });
  expectTypeOf(await token()).toEqualTypeOf<string>();
  // @ts-expect-error: a load returns a value
  cachedCredential(async () => ({ token: "token" }));
  // @ts-expect-error: misspelt
  cachedCredential(() => "token", { renewBefore: 5 });
});

test("the scheme of the token has to be chosen, and so have the keys", () => {
  expectTypeOf(
    paymentGatewayToken({ ...keys, environment: "test", scheme: "raw" }),
  ).toExtend<Credential>();
  // @ts-expect-error: no scheme
  paymentGatewayToken({ ...keys, environment: "test" });
  // @ts-expect-error: no such scheme
  paymentGatewayToken({ ...keys, environment: "test", scheme: "basic" });
  // @ts-expect-error: no secret key
  paymentGatewayToken({ accessKey: "access", environment: "test", scheme: "raw" });
  // @ts-expect-error: no live host is documented
  paymentGatewayToken({ ...keys, environment: "live", scheme: "raw" });
});

test("an error of the kind credential has the hint for a retry", () => {
  const error = {} as EnkashError;
  // @ts-expect-error: not every error has it
  error.temporary;
  if (error.kind !== "credential") return;
  expectTypeOf(error).toEqualTypeOf<EnkashCredentialError>();
  expectTypeOf(error.temporary).toEqualTypeOf<boolean>();
  expectTypeOf(error.option).toEqualTypeOf<string | undefined>();
});
