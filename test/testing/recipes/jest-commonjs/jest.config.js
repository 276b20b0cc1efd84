// npm install --save-dev jest @babel/plugin-transform-modules-commonjs
module.exports = {
  // The package is an ES module: transform it as your own code is.
  transformIgnorePatterns: ["/node_modules/(?!(enkash-contract|openapi-fetch)/)"],
};
