"""The life of the server: who may connect, how long it waits for them, what it logs, and how it ends."""
