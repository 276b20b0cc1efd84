// npm install --save-dev jest ts-jest typescript
const transpile = { tsconfig: { allowJs: true, isolatedModules: true, module: "commonjs" } };
module.exports = {
  // Jest loads CommonJS alone, and the package is an ES module: transform it as your own code is.
  transform: { "^.+\\.[jt]s$": ["ts-jest", transpile] },
  transformIgnorePatterns: ["/node_modules/(?!(enkash-contract|openapi-fetch)/)"],
};
