package dev.interlock.benchmarks.protobuf;

import java.util.List;

/** Orders that are sent together. */
record Batch(long id, List<Order> orders) {}
