package dev.catchment.pipelines;

/**
 * Something that a job holds in memory.
 *
 * @param what what it is
 * @param bytes how much, estimated
 */
public record MemoryPart(String what, long bytes) {}
