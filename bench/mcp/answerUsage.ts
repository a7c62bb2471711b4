/** Preloaded into a server: answers each message of its parent with the CPU time that it used, of all its threads. */
if (process.send !== undefined) {
  process.on('message', () => process.send?.(process.cpuUsage()));
  process.channel?.unref();
}
