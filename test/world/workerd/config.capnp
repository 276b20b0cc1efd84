using Workerd = import "/workerd/workerd.capnp";

# Before November 2024 `fetch` threw on the option `cache`.
const old :Workerd.Config = (
  services = [(name = "main", worker = .oldWorker), .internet],
  sockets = [.socket],
);

const new :Workerd.Config = (
  services = [(name = "main", worker = .newWorker), .internet],
  sockets = [.socket],
);

const oldWorker :Workerd.Worker = (
  modules = [(name = "main", esModule = embed "bundle.js")],
  compatibilityDate = "2024-10-01",
);

const newWorker :Workerd.Worker = (
  modules = [(name = "main", esModule = embed "bundle.js")],
  compatibilityDate = "2026-11-17",
);

const socket :Workerd.Socket = (
  name = "http", address = "127.0.0.1:0", http = (), service = "main",
);

const internet :Workerd.Service = (
  name = "internet",
  network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true)),
);
