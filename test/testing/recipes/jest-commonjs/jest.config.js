// Jest loads CommonJS alone, and the package is an ES module: it has to be transformed as your own
// code is. With babel-jest the second line is all that it takes.
const transpile = { tsconfig: { allowJs: true, isolatedModules: true, module: "commonjs" } };
module.exports = {
  transform: { "^.+\\.[jt]s$": ["ts-jest", transpile] },
  transformIgnorePatterns: ["/node_modules/(?!(enkash-contract|openapi-fetch)/)"],
};
