import { expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY } from './content-security-policy';

it('allows nothing that is not named, nothing inline and nothing from elsewhere', () => {
  const directives = CONTENT_SECURITY_POLICY.split('; ');
  expect(directives[0]).toBe("default-src 'none'");
  expect(directives).toContain("require-trusted-types-for 'script'");
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:|wss?:|wasm/);
});
