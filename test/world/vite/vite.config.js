import process from "node:process";
import { defineConfig } from "vite";

// A browser calls the shop's own server, which passes the call on: EnKash's keys stay out of pages.
export default defineConfig({
  preview: { proxy: { "/api": { target: process.env.ENKASH_URL, changeOrigin: true } } },
});
