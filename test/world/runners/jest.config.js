export default { testMatch: ["**/escaping.jest.js"], transform: {} };
