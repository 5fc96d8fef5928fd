package dev.catchment.pipelines.generate.stream;

/** Where the messages go. Throws {@link dev.catchment.pipelines.JobFailedException}. */
interface Outlet extends AutoCloseable {
  void send(Message message);

  /** Sends all that waits, and makes sure that it has arrived. */
  @Override
  void close();
}
